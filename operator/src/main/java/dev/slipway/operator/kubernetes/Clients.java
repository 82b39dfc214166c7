package dev.slipway.operator.kubernetes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.operator.kubernetes.wire.Trimming;
import dev.slipway.operator.kubernetes.wire.Unreadable;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;

/** Clients of the API server. Two and two share what they know of the kinds of objects. */
public final class Clients {
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int READ_RETRIES = 3;

  /** What watches tell of; else they read it as any object first, and then not in parts. */
  private static final List<Class<? extends KubernetesResource>> TOLD_OF =
      List.of(
          BackendRelease.class,
          ReleaseRecord.class,
          ReleaseRequest.class,
          Deployment.class,
          Job.class,
          Service.class,
          Pod.class,
          ConfigMap.class,
          Status.class);

  private final KubernetesSerialization kept = trimming();
  private final KubernetesSerialization sent = knowing(mapper().build(), false);

  /** For watches and reads; a request that got no answer is sent again. */
  public KubernetesClient reading() {
    return client(READ_RETRIES, PATIENCE_MILLIS, kept);
  }

  /** For writes; never sends anything twice, because the first may have arrived. */
  public KubernetesClient writing() {
    return client(0, PATIENCE_MILLIS, sent);
  }

  /** For the lease; a late answer is worth nothing there. */
  public KubernetesClient leasing(Duration patience) {
    return client(0, (int) patience.toMillis(), sent);
  }

  /**
   * For watches of metadata alone: the API server leaves out everything else (the Accept header of
   * https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches).
   */
  public KubernetesClient metadata(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("metadata", new MetadataOnly()))
        .withKubernetesSerialization(kept)
        .build();
  }

  private static final class MetadataOnly implements Interceptor {
    @Override
    public void before(BasicBuilder request, HttpRequest known, RequestTags tags) {
      var watches = String.valueOf(known.uri().getQuery()).contains("watch=true");
      request.setHeader(
          "Accept",
          "application/json;as=PartialObjectMetadata%s;g=meta.k8s.io;v=v1"
              .formatted(watches ? "" : "List"));
    }
  }

  private static KubernetesClient client(
      int retries, int patienceMillis, KubernetesSerialization words) {
    var config =
        new ConfigBuilder(Config.autoConfigure(null))
            .withRequestRetryBackoffLimit(retries)
            .withRequestTimeout(patienceMillis)
            .withConnectionTimeout(patienceMillis)
            .withUserAgent("slipway/operator")
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(words)
        .build();
  }

  /** One object that cannot be read would stop the watch of all. Knows every kind. */
  public static KubernetesSerialization tolerant() {
    return knowing(mapper().build(), true);
  }

  /** The same for what is kept in memory: what nobody here reads is left out. */
  public static KubernetesSerialization trimming() {
    return knowing(mapper().addModule(Trimming.module()).build(), false);
  }

  private static JsonMapper.Builder mapper() {
    // The API server takes what is nested 10,000 levels deep; that is told apart below.
    var deep = StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(deep).build())
        .addModule(Unreadable.module())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL);
  }

  /**
   * To look for every kind that there is takes a fifth of the time in which the operator starts,
   * and it needs few.
   */
  private static KubernetesSerialization knowing(JsonMapper mapper, boolean everyKind) {
    var serialization = new KubernetesSerialization(mapper, everyKind);
    TOLD_OF.forEach(serialization::registerKubernetesResource);
    return serialization;
  }
}
