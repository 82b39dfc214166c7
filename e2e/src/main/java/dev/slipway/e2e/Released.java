package dev.slipway.e2e;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.api.v1alpha1.ReleaseOutcome;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.Slipway;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The words of a scenario: release, wait, look. */
public final class Released implements AutoCloseable {
  private static final Duration CLOSED = Duration.ofSeconds(20);
  private static final Duration LOAD = Duration.ofMinutes(6);
  private static final Duration RELEASE = Duration.ofMinutes(6);
  private final KubernetesClient client;
  private final Shop shop;
  private final Watcher watcher;

  Released(KubernetesClient client, Shop shop, Story story) {
    this.client = client;
    this.shop = shop;
    this.watcher = new Watcher(shop, story.of(shop.namespace()));
  }

  public String namespace() {
    return shop.namespace();
  }

  @Override
  public void close() {
    shop.close();
  }

  /**
   * Applies a version's file, with two pods and watched for 3 s only, changed by {@code edit}, and
   * waits for rest.
   */
  public BackendReleaseStatus releases(String version, UnaryOperator<String> edit) {
    apply(version, edit);
    return rests();
  }

  public BackendReleaseStatus releases(String version) {
    return releases(version, text -> text);
  }

  /** Releases a version that must succeed, as the ground of what follows. */
  public void serves(String version) {
    var status = releases(version);
    if (!"Ready".equals(status.reason())) {
      throw new BrokenPromise(
          "version %s should serve: %s, %s".formatted(version, status.reason(), status.message()));
    }
  }

  /** Applies a version's file without waiting. */
  public void apply(String version, UnaryOperator<String> edit) {
    shop.apply(file(version), text -> edit.apply(small(text)));
  }

  /** Applies a version's file as a release of another name, in the same namespace. */
  public void applyAs(String name, String version) {
    shop.apply(
        file(version), text -> small(text).replaceFirst("(?m)^  name: shop$", "  name: " + name));
  }

  /** The release of another name in the same namespace. */
  public BackendReleaseStatus statusOf(String name) {
    var status =
        client
            .resources(BackendRelease.class)
            .inNamespace(shop.namespace())
            .withName(name)
            .require()
            .getStatus();
    return Objects.requireNonNull(status);
  }

  /** Waits for something that no watch of the release tells. */
  public void until(Duration atMost, String what, BooleanSupplier holds) {
    Patience.until(atMost, what, holds, () -> String.valueOf(shop.see().getStatus()));
  }

  /** A version's file as it would be applied. */
  public String manifest(String version) {
    return bakedShortly(shop.manifest(file(version)));
  }

  /**
   * Asks the API server to accept it, with its strict validation, as kubectl does; changes nothing.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException with the API server's words
   */
  public void appliesStrictly(String manifest) {
    client
        .load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
        .items()
        .stream()
        .map(client::resource)
        .forEach(resource -> {
          var strictly = resource.dryRun().fieldValidation(Validation.STRICT);
          var _ = resource.get() == null ? strictly.create() : strictly.update();
        });
  }

  /** Makes a Secret in the release's namespace. */
  public void secret(String name, Map<String, String> values) {
    shop.store(name, values);
  }

  /** The spec with every field that the API server has kept. */
  public Map<String, Object> specAsStored() {
    Map<String, Object> spec =
        client
            .genericKubernetesResources("slipway.dev/v1alpha1", "BackendRelease")
            .inNamespace(shop.namespace())
            .withName(Shop.NAME)
            .get()
            .get("spec");
    return Objects.requireNonNull(spec);
  }

  private static String file(String version) {
    return "release-v" + version + ".yaml";
  }

  /** Baked shortly and with two pods, of which one changes while the other serves. */
  private static String small(String manifest) {
    return pods(2, bakedShortly(manifest));
  }

  static String pods(int count, String manifest) {
    return manifest.replaceAll("(?m)^  replicas: .*$", "  replicas: " + count);
  }

  static String bakedShortly(String manifest) {
    return manifest.replaceAll("(?m)^  bake: .*$", "  bake: 3s");
  }

  /** What the release says of itself at this moment. */
  public BackendReleaseStatus status() {
    return Objects.requireNonNull(shop.see().getStatus());
  }

  public BackendReleaseStatus rests() {
    return watcher.untilRest(RELEASE);
  }

  public void waitFor(String what, Predicate<BackendRelease> holds) {
    watcher.until(RELEASE, what, holds);
  }

  private Resource<BackendRelease> release() {
    return client.resources(BackendRelease.class).inNamespace(shop.namespace()).withName(Shop.NAME);
  }

  public void scale(int replicas) {
    release().scale(replicas);
  }

  /** Asks for something by annotation, as a person does with kubectl. */
  public void ask(String words) {
    release()
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
                .formatted(Slipway.REQUEST_ANNOTATION, words));
  }

  /** Starts users of the shop: so many requests a second on each of two ways of connecting. */
  public Users users(int perSecond) {
    shop.users().start("http://shop." + shop.namespace() + ".svc/api/orders", perSecond, LOAD);
    return shop.users();
  }

  /** Wipes the status, as a restore of the object from a backup does. */
  public void loseStatus() {
    release()
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"replace\",\"path\":\"/status\",\"value\":{\"observedGeneration\":-1}}]");
  }

  public List<ReleaseRecord> records() {
    return shop.records();
  }

  /**
   * Waits until the attempts have ended so, in the order of their numbers: a record is told the end
   * a moment after the status, also where it is told over an earlier one.
   */
  public void endsAs(ReleaseOutcome... expected) {
    Patience.until(
        CLOSED,
        "the attempts end as " + List.of(expected),
        () -> outcomes().equals(List.of(expected)),
        () -> outcomes().toString());
  }

  private List<ReleaseOutcome> outcomes() {
    return shop.records().stream()
        .sorted(Comparator.comparing(record -> record.getSpec().number()))
        .map(record ->
            record.getStatus() == null || record.getStatus().outcome() == null
                ? ReleaseOutcome.IN_FLIGHT
                : record.getStatus().outcome())
        .toList();
  }

  /** Ways to take it away. */
  public Removal removal() {
    return new Removal(client, shop.namespace());
  }

  public Decisions decisions() {
    return new Decisions(client, shop.namespace());
  }

  public DatabasePod database() {
    return new DatabasePod(client, shop.namespace());
  }

  /** The operator that looks after all releases. */
  public OperatorPod operator() {
    return new OperatorPod(client);
  }

  public StepPods pods() {
    return new StepPods(client, shop.namespace());
  }

  /** An autoscaler of the release; made with its first limits. */
  public Autoscaler autoscaler() {
    return new Autoscaler(client, shop.namespace());
  }

  public ExistingShop existing() {
    return new ExistingShop(client, shop);
  }

  public RevisionPods revision(int number) {
    return new RevisionPods(client, shop.namespace(), Shop.NAME + "-" + number, number);
  }

  /** Watches, from now on, how pods of a revision start. */
  public PodStarts starts(int revision) {
    return new PodStarts(client, shop.namespace(), revision, InstantSource.system());
  }

  /** One request to the users' Service, through the API server; the status it was answered with. */
  public int request(String path) {
    // A client that tries again by itself would make many requests of one.
    var once = new ConfigBuilder(client.getConfiguration()).withRequestRetryBackoffLimit(0).build();
    try (var proxy = new KubernetesClientBuilder().withConfig(once).build()) {
      proxy.raw(
          "/api/v1/namespaces/%s/services/%s:80/proxy%s"
              .formatted(shop.namespace(), Shop.NAME, path));
      return 200;
    } catch (KubernetesClientException e) {
      return e.getCode();
    }
  }

  /** The labels by which the users' Service selects. */
  public Map<String, String> traffic() {
    return client
        .services()
        .inNamespace(shop.namespace())
        .withName(Shop.NAME)
        .get()
        .getSpec()
        .getSelector();
  }
}
