package dev.slipway.operator.kubernetes.wire;

import static dev.slipway.operator.kubernetes.wire.Sieve.ALL;
import static dev.slipway.operator.kubernetes.wire.Sieve.NONE;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.util.Map;

/**
 * Leaves out of the objects that are watched what nobody here reads. A release has some twenty of
 * them, all of which are kept in memory; whole they are several times as large, and take as much
 * longer to read.
 */
public final class Trimming {
  private static final String SPEC = "spec";

  /** What {@code kubectl apply} remembers is the object once more. */
  private static final Sieve ANNOTATIONS =
      Sieve.without("kubectl.kubernetes.io/last-applied-configuration");

  /** Metadata; who wrote which field, and when, is the largest part of many objects. */
  static final Sieve META = Sieve.without("managedFields").with("annotations", ANNOTATIONS);

  /** Enough to see who wrote {@code spec.template.spec}. */
  private static final Sieve WRITERS =
      ALL.with("fieldsV1", Sieve.only(Map.of("f:spec", Sieve.each(Sieve.each(NONE)))));

  private static final Sieve CONTAINER =
      Sieve.without(
          "imageID", "containerID", "resources", "allocatedResources", "volumeMounts", "user");

  private static final Sieve POD =
      ALL.with("metadata", META)
          .with(
              SPEC,
              Sieve.only(
                  Map.of(
                      "hostNetwork",
                      ALL,
                      "containers",
                      Sieve.only(Map.of("name", ALL, "ports", ALL)))))
          .with(
              "status",
              Sieve.without("hostIP", "hostIPs", "podIPs", "qosClass")
                  .with("containerStatuses", CONTAINER)
                  .with("initContainerStatuses", CONTAINER));

  private static final Sieve JOB =
      ALL.with("metadata", META).with(SPEC, Sieve.only(Map.of("suspend", ALL)));

  private static final Sieve HELD = ALL.with("metadata", META.with("managedFields", WRITERS));

  private static final Map<Class<?>, Sieve> WATCHED =
      Map.of(Pod.class, POD, Job.class, JOB, Deployment.class, HELD, Service.class, HELD);

  private Trimming() {}

  /** Teaches a mapper to read these kinds so. What it reads is not fit to be written back whole. */
  public static Module module() {
    return new SimpleModule("trimming")
        .setDeserializerModifier(
            new BeanDeserializerModifier() {
              @Override
              public JsonDeserializer<?> modifyDeserializer(
                  DeserializationConfig config,
                  BeanDescription bean,
                  JsonDeserializer<?> deserializer) {
                var sieve = WATCHED.get(bean.getBeanClass());
                return sieve == null ? deserializer : new Sieved(deserializer, sieve);
              }
            });
  }

  @SuppressWarnings("serial")
  private static final class Sieved extends DelegatingDeserializer {
    private final Sieve sieve;

    Sieved(JsonDeserializer<?> whole, Sieve sieve) {
      super(whole);
      this.sieve = sieve;
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> whole) {
      return new Sieved(whole, sieve);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return super.deserialize(SievedParser.of(parser, sieve), context);
    }
  }
}
