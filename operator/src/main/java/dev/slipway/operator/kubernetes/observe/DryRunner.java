package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.operator.kubernetes.children.Templates;
import dev.slipway.operator.release.DryRun;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the API server whether it would take a pod of the template. Pod Security, quotas and limit
 * ranges judge pods, not Deployments, so a Deployment would be accepted and stay empty.
 */
public final class DryRunner {
  private static final int FORBIDDEN = 403;

  private record Answer(String planHash, DryRun run) {}

  private final KubernetesClient client;
  private final Templates templates;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  public DryRunner(KubernetesClient client, Templates templates) {
    this.client = client;
    this.templates = templates;
  }

  DryRun ask(BackendRelease release, String planHash) {
    var uid = release.getMetadata().getUid();
    var known = answers.get(uid);
    if (known != null && known.planHash().equals(planHash)) {
      return known.run();
    }
    var run = create(pod(release));
    if (!(run instanceof DryRun.Unknown)) {
      answers.put(uid, new Answer(planHash, run));
    }
    return run;
  }

  void forget(String uid) {
    answers.remove(uid);
  }

  private Pod pod(BackendRelease release) {
    var template = templates.copy(release.getSpec().template());
    var meta = template.getMetadata() == null ? new ObjectMeta() : template.getMetadata();
    return new PodBuilder()
        .withNewMetadata()
        .withName(release.getMetadata().getName() + "-dry-run")
        .withNamespace(release.getMetadata().getNamespace())
        .withLabels(meta.getLabels())
        .withAnnotations(meta.getAnnotations())
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }

  private DryRun create(Pod pod) {
    try {
      client.resource(pod).dryRun().fieldValidation(FieldValidateable.Validation.STRICT).create();
      return new DryRun.Accepted();
    } catch (KubernetesClientException e) {
      return judged(e);
    }
  }

  private static DryRun judged(KubernetesClientException e) {
    var said = e.getStatus() == null ? null : e.getStatus().getMessage();
    var words = said == null ? "no answer" : Redaction.of(said);
    var asked = e.getCode() >= 400 && e.getCode() < 500 && e.getCode() != 429 && e.getCode() != 409;
    if (!asked || words.contains("does not support dry run")) {
      return new DryRun.Unknown(words);
    }
    if (e.getCode() == FORBIDDEN && words.contains("cannot create resource")) {
      return new DryRun.Unknown("the operator may not create pods, so nobody could ask");
    }
    return new DryRun.Rejected("the API server refuses pods of this template: " + words);
  }
}
