package dev.slipway.operator.kubernetes.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpecBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out of the objects that are watched what nobody here reads. A release has some twenty of
 * them, all of which are kept in memory; untrimmed they are several times as large.
 */
public final class Trimming {
  private static final Set<Class<?>> WATCHED =
      Set.of(Pod.class, Job.class, Deployment.class, Service.class);

  /** What {@code kubectl apply} remembers: the object once more. */
  static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final String SPEC = "f:spec";

  /** Enough to see who wrote {@code spec.template.spec}. */
  private static final int LEVELS = 2;

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
                return WATCHED.contains(bean.getBeanClass())
                    ? new Trimmed(deserializer)
                    : deserializer;
              }
            });
  }

  private static void trim(HasMetadata object) {
    var meta = object.getMetadata();
    if (meta == null) {
      return;
    }
    if (meta.getAnnotations() != null) {
      meta.getAnnotations().remove(LAST_APPLIED);
    }
    switch (object) {
      case Pod pod -> {
        meta.setManagedFields(List.of());
        pod.setSpec(trimmed(pod.getSpec()));
      }
      case Job job -> {
        meta.setManagedFields(List.of());
        job.setSpec(trimmed(job.getSpec()));
      }
      default -> writersOfTheSpec(meta);
    }
  }

  private static @Nullable PodSpec trimmed(@Nullable PodSpec spec) {
    return spec == null
        ? null
        : new PodSpecBuilder()
            .withHostNetwork(spec.getHostNetwork())
            .withContainers(
                listed(spec.getContainers()).stream()
                    .map(container ->
                        new ContainerBuilder()
                            .withName(container.getName())
                            .withPorts(container.getPorts())
                            .build())
                    .toList())
            .build();
  }

  private static @Nullable JobSpec trimmed(@Nullable JobSpec spec) {
    return spec == null ? null : new JobSpecBuilder().withSuspend(spec.getSuspend()).build();
  }

  private static void writersOfTheSpec(ObjectMeta meta) {
    for (var entry : listed(meta.getManagedFields())) {
      var fields = entry.getFieldsV1();
      if (fields != null) {
        var kept = new FieldsV1();
        var spec = fields.getAdditionalProperties().get(SPEC);
        if (spec != null) {
          kept.setAdditionalProperties(Map.of(SPEC, cut(spec, LEVELS)));
        }
        entry.setFieldsV1(kept);
      }
    }
  }

  /** Bookmarks of a watch are objects of the kind with nothing but a version, and null as lists. */
  private static <T> List<T> listed(@Nullable List<T> items) {
    return Objects.requireNonNullElse(items, List.of());
  }

  private static Map<String, Object> cut(Object fields, int levels) {
    if (levels == 0 || !(fields instanceof Map<?, ?> members)) {
      return Map.of();
    }
    var kept = new HashMap<String, Object>();
    members.forEach((name, below) -> kept.put(String.valueOf(name), cut(below, levels - 1)));
    return Map.copyOf(kept);
  }

  @SuppressWarnings("serial")
  private static final class Trimmed extends DelegatingDeserializer {
    Trimmed(JsonDeserializer<?> whole) {
      super(whole);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> whole) {
      return new Trimmed(whole);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      var read = super.deserialize(parser, context);
      if (read instanceof HasMetadata object) {
        trim(object);
      }
      return read;
    }
  }
}
