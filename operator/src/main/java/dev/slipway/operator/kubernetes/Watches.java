package dev.slipway.operator.kubernetes;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.ReleaseRequest;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.observe.Children;
import dev.slipway.operator.kubernetes.observe.RulingReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One watch for each kind a release owns; all of them only for objects that carry our label. */
public final class Watches {
  private static final String OURS = Names.MANAGED_BY + "=" + Names.MANAGER;

  /** What was adopted may be managed by another name; taking that away would break its tools. */
  private static final String OF_A_BACKEND = Slipway.BACKEND_LABEL;

  /** Objects in one answer of the API server; all of them at once would be read into memory. */
  static final long PAGE = 100;

  List<EventSource<?, BackendRelease>> sources(
      EventSourceContext<BackendRelease> context, Alarms alarms) {
    return List.of(
        held(Deployment.class, context),
        owned(Job.class, context),
        held(Service.class, context),
        owned(ReleaseRecord.class, context),
        pods(context),
        requests(context),
        alarms.source());
  }

  Children children(Context<BackendRelease> context) {
    return new Children(
        list(context, Deployment.class),
        list(context, Job.class),
        list(context, Service.class),
        list(context, Pod.class),
        list(context, ReleaseRecord.class),
        list(context, ReleaseRequest.class),
        neighbours(context));
  }

  private static List<BackendRelease> neighbours(Context<BackendRelease> context) {
    var namespace = context.getPrimaryResource().getMetadata().getNamespace();
    return context.getPrimaryCache().byIndex(Cache.NAMESPACE_INDEX, namespace);
  }

  private static <T extends HasMetadata> List<T> list(
      Context<BackendRelease> context, Class<T> type) {
    return context.getSecondaryResourcesAsStream(type).toList();
  }

  private static <T extends HasMetadata> InformerEventSource<T, BackendRelease> owned(
      Class<T> type, EventSourceContext<BackendRelease> context) {
    return watch(type, context, all -> all.withLabelSelector(OURS));
  }

  /** Those that were adopted have no owner, so their labels tell whose they are. */
  private static <T extends HasMetadata> InformerEventSource<T, BackendRelease> held(
      Class<T> type, EventSourceContext<BackendRelease> context) {
    return watch(
        type,
        context,
        all ->
            all.withLabelSelector(OF_A_BACKEND).withSecondaryToPrimaryMapper(Watches::backendOf));
  }

  /** Pods belong to ReplicaSets and Jobs, so their labels tell whose they are. */
  private static InformerEventSource<Pod, BackendRelease> pods(
      EventSourceContext<BackendRelease> context) {
    return watch(
        Pod.class,
        context,
        all -> all.withLabelSelector(OURS).withSecondaryToPrimaryMapper(Watches::backendOf));
  }

  /** People make them, so they carry no label of ours; they say in their spec whom they mean. */
  private static InformerEventSource<ReleaseRequest, BackendRelease> requests(
      EventSourceContext<BackendRelease> context) {
    return watch(
        ReleaseRequest.class,
        context,
        all -> all.withSecondaryToPrimaryMapper(Watches::backendMeant));
  }

  /**
   * One watch.
   *
   * @param narrowed which of all objects, and whose they are
   */
  private static <T extends HasMetadata> InformerEventSource<T, BackendRelease> watch(
      Class<T> type,
      EventSourceContext<BackendRelease> context,
      UnaryOperator<InformerEventSourceConfiguration.Builder<T>> narrowed) {
    var watch =
        narrowed.apply(
            InformerEventSourceConfiguration.from(type, BackendRelease.class)
                .withName(type.getSimpleName().toLowerCase(Locale.ROOT))
                .withInformerListLimit(PAGE)
                .withNamespacesInheritedFromController());
    if (oneStoreWillDo(context)) {
      watch.withItemStore(
          new CompactStore<>(type, context.getClient().getKubernetesSerialization()));
    }
    return new InformerEventSource<>(watch.build(), context);
  }

  /** Each namespace that is watched by itself takes what it does not know out of its store. */
  private static boolean oneStoreWillDo(EventSourceContext<BackendRelease> context) {
    return context.getControllerConfiguration().getInformerConfig().getNamespaces().size() == 1;
  }

  private static Set<ResourceID> backendMeant(ReleaseRequest request) {
    return RulingReader.backend(request)
        .map(name -> Set.of(new ResourceID(name, request.getMetadata().getNamespace())))
        .orElse(Set.of());
  }

  private static Set<ResourceID> backendOf(HasMetadata child) {
    var labels = child.getMetadata().getLabels();
    return Optional.ofNullable(labels.get(Slipway.BACKEND_LABEL))
        .or(() -> Optional.ofNullable(labels.get(Names.JOB_OF)))
        .map(name -> Set.of(new ResourceID(name, child.getMetadata().getNamespace())))
        .orElse(Set.of());
  }
}
