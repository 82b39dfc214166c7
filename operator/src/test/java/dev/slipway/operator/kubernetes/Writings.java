package dev.slipway.operator.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Counts what is written to each API server, by kind. All writers of a test are clients of this
 * process that were built with it: no controller manager runs beside an API server of a test.
 */
public final class Writings implements Interceptor, Consumer<KubernetesClientBuilder> {
  private static final String ANYTHING = "";
  private static final Map<String, Long> COUNTS = new ConcurrentHashMap<>();

  /** For {@code kubernetesClientBuilderCustomizer} of a mock. */
  @Override
  public void accept(KubernetesClientBuilder client) {
    client
        .withHttpClientBuilderConsumer(this::into)
        .withKubernetesSerialization(ApiServer.TOLERANT);
  }

  HttpClient.Builder into(HttpClient.Builder http) {
    return http.addOrReplaceInterceptor("writings", this);
  }

  /** Grows with each write to the kind, in whatever namespace, and to what has no namespace. */
  static long of(KubernetesClient client, String plural) {
    var server = client.getMasterUrl().getAuthority();
    return COUNTS.getOrDefault(server + plural, 0L) + COUNTS.getOrDefault(server + ANYTHING, 0L);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    count(request);
  }

  /** A list that overtook the write is not to be kept either. */
  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    count(request);
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    count(request);
  }

  private static void count(HttpRequest request) {
    if (!request.method().equals("GET")) {
      COUNTS.merge(request.uri().getAuthority() + plural(request.uri()), 1L, Long::sum);
    }
  }

  private static String plural(URI uri) {
    var parts = List.of(uri.getPath().split("/"));
    var at = parts.indexOf("namespaces") + 2;
    return at > 1 && at < parts.size() ? parts.get(at) : ANYTHING;
  }
}
