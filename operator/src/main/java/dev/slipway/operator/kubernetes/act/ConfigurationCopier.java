package dev.slipway.operator.kubernetes.act;

import dev.slipway.api.v1alpha1.PinnedConfiguration;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.operator.kubernetes.children.Names;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.kubernetes.observe.Live;
import dev.slipway.operator.kubernetes.observe.WishReader;
import dev.slipway.operator.kubernetes.wire.PlanHash;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a revision its own, unchangeable copy of each ConfigMap, so that going back means going
 * back to the configuration too. The copies belong to the record and go with it.
 */
final class ConfigurationCopier {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationCopier.class);

  private final Live live;
  private final Creation creation;
  private final PlanHash hashes;

  ConfigurationCopier(Live live, Creation creation, PlanHash hashes) {
    this.live = live;
    this.creation = creation;
    this.hashes = hashes;
  }

  /** Copies what is not copied yet; a ConfigMap that changed since it was pinned is left out. */
  void copy(ReleaseRecord record) {
    for (var pinned : record.getSpec().plan().configuration()) {
      var copy = pinned.copy();
      if (copy != null && live.configMap(record.getMetadata().getNamespace(), copy).isEmpty()) {
        copy(record, pinned, copy);
      }
    }
  }

  private void copy(ReleaseRecord record, PinnedConfiguration pinned, String copy) {
    var namespace = record.getMetadata().getNamespace();
    var source = live.configMap(namespace, pinned.name());
    var unchanged = source.filter(map -> WishReader.digest(hashes, map).equals(pinned.digest()));
    if (unchanged.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("namespace", namespace)
          .addKeyValue("configMap", pinned.name())
          .addKeyValue("record", record.getMetadata().getName())
          .log("the ConfigMap changed after the release began, so it is not copied");
      return;
    }
    creation.create(immutable(record, unchanged.get(), copy));
  }

  private static ConfigMap immutable(ReleaseRecord record, ConfigMap source, String copy) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(copy)
        .withNamespace(record.getMetadata().getNamespace())
        .withLabels(Names.labels(record.getSpec().backend(), record.getSpec().number().intValue()))
        .withOwnerReferences(Owner.of(record))
        .endMetadata()
        .withData(source.getData())
        .withBinaryData(source.getBinaryData())
        .withImmutable(true)
        .build();
  }
}
