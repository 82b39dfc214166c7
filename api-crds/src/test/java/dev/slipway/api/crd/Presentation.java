package dev.slipway.api.crd;

import java.util.List;

/**
 * How a kind shows itself to people.
 *
 * @param selectable paths that kubectl get --field-selector may name
 */
record Presentation(
    String description, String specDescription, List<Column> columns, List<String> selectable) {

  static Presentation of(Definition definition) {
    return switch (definition) {
      case BACKEND_RELEASE -> backendRelease();
      case RELEASE_RECORD -> releaseRecord();
      case RELEASE_REQUEST -> releaseRequest();
    };
  }

  private static Presentation backendRelease() {
    return new Presentation(
        "A backend and the version of it that shall serve. Change spec.version and the operator"
            + " releases it: migrations, pods, smoke tests, watching, and the way back if it is"
            + " bad.",
        "What shall serve, and the rules for getting there.",
        List.of(
            Column.of("Version", ".spec.version"),
            Column.of("Phase", ".status.phase"),
            Column.of("Step", ".status.step"),
            Column.of("Ready", ".status.conditions[?(@.type==\"Ready\")].status"),
            Column.of("Serving", ".status.serving.version"),
            Column.of("Reason", ".status.reason").wide(),
            Column.age()),
        List.of(".spec.version", ".status.phase"));
  }

  private static Presentation releaseRecord() {
    return new Presentation(
        "One release of a backend, kept as history: what was released, how it went and how it"
            + " ended. Written by the operator; people read it.",
        "What was released. Written once, never changed.",
        List.of(
            Column.of("Backend", ".spec.backend").wide(),
            Column.of("Version", ".spec.version"),
            Column.of("Outcome", ".status.outcome"),
            Column.of("Reason", ".status.reason"),
            Column.of("Author", ".spec.change.author"),
            Column.of("Schema", ".status.schema.after"),
            Column.of("Started", ".status.startedAt"),
            Column.age()),
        List.of(".spec.backend", ".status.outcome"));
  }

  private static Presentation releaseRequest() {
    return new Presentation(
        "A decision that only a person can take: what a migration did of which nobody else can"
            + " tell, or that a release may begin. Made once by somebody who has the permission"
            + " for it, answered once in its status.",
        "What is asked for, by whom and why. Written once, never changed.",
        List.of(
            Column.of("Backend", ".spec.backend"),
            Column.of("Attempt", ".spec.attempt"),
            Column.of("Verb", ".spec.verb"),
            Column.of("By", ".spec.requestedBy"),
            Column.of("Answer", ".status.answer"),
            Column.age()),
        List.of(".spec.backend", ".spec.requestedBy"));
  }
}
