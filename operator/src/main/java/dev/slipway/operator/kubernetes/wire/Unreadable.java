package dev.slipway.operator.kubernetes.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * Objects of ours that cannot be read as a whole. They were stored under another definition, or by
 * somebody who may do everything. A watch reads lists: one that it cannot read would stop all. So
 * such an object is read without the part that makes no sense, and says so in an annotation that
 * exists in this process only.
 */
public final class Unreadable {
  private static final String SAYS = Slipway.GROUP + "/unreadable";
  private static final Set<Class<?>> OURS =
      Set.of(BackendRelease.class, ReleaseRecord.class, ReleaseRequest.class);

  private static final Sieve OF_OURS = Sieve.ALL.with("metadata", Trimming.META);

  private Unreadable() {}

  /** What could not be read, and what was expected; never a value, which may be a secret. */
  public static Optional<String> in(HasMetadata object) {
    var annotations = object.getMetadata().getAnnotations();
    return annotations == null ? Optional.empty() : Optional.ofNullable(annotations.get(SAYS));
  }

  /** Teaches a mapper to read what it can. */
  public static Module module() {
    return new SimpleModule("unreadable")
        .setDeserializerModifier(
            new BeanDeserializerModifier() {
              @Override
              public JsonDeserializer<?> modifyDeserializer(
                  DeserializationConfig config,
                  BeanDescription bean,
                  JsonDeserializer<?> deserializer) {
                return OURS.contains(bean.getBeanClass())
                    ? new InParts(deserializer)
                    : deserializer;
              }
            });
  }

  @SuppressWarnings("serial")
  private static final class InParts extends DelegatingDeserializer {
    InParts(JsonDeserializer<?> whole) {
      super(whole);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> whole) {
      return new InParts(whole);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!(context.readTree(SievedParser.of(parser, OF_OURS)) instanceof ObjectNode object)) {
        return context.handleUnexpectedToken(handledType(), parser);
      }
      var parts = new ObjectParts(object);
      try {
        parts.checkDepth();
        return read(parts.object(), context);
      } catch (JsonProcessingException | DeepNesting e) {
        return rest(parts, context);
      }
    }

    private Object rest(ObjectParts parts, DeserializationContext context) throws IOException {
      for (var part : ObjectParts.NAMES) {
        try {
          read(parts.only(part), context);
        } catch (JsonProcessingException | DeepNesting e) {
          parts.drop(part, e, SAYS);
        }
      }
      return read(parts.object(), context);
    }

    private Object read(ObjectNode object, DeserializationContext context) throws IOException {
      try (var again = new TreeTraversingParser(object, context.getParser().getCodec())) {
        again.nextToken();
        return super.deserialize(again, context);
      }
    }
  }
}
