package dev.slipway.operator.kubernetes.observe;

import dev.slipway.api.v1alpha1.BackendRelease;
import dev.slipway.api.v1alpha1.ReleaseRecord;
import dev.slipway.api.v1alpha1.Slipway;
import dev.slipway.operator.kubernetes.children.Owner;
import dev.slipway.operator.kubernetes.wire.Plans;
import dev.slipway.operator.release.Instruction;
import dev.slipway.operator.release.Instruction.Verb;
import dev.slipway.operator.release.Instruction.Way;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Revision;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what a person asks for: {@code <verb> <attempt> [to=<number>] <word>}. The word is any that
 * was not used before, so that the same can be asked for twice.
 */
final class InstructionReader {
  private static final int LONGEST = 253;
  private static final String EXPECTED =
      "expected \"<pause|resume|promote|rollback|retry> <attempt> [to=<number>] <word>\", for"
          + " example \"rollback 7 to=5 a1\"; to= belongs to rollback only, the word is any of at"
          + " most 40 letters, digits, '-', '_', '.' and ':'";
  private static final Pattern WORDS =
      Pattern.compile(
          "(?<verb>pause|resume|promote|rollback|retry) (?<attempt>[0-9]{1,9})"
              + "(?: to=(?<to>[0-9]{1,9}))? (?<word>[A-Za-z0-9._:-]{1,40})");

  private InstructionReader() {}

  static Optional<Instruction> read(BackendRelease release, Children children, Memory memory) {
    var annotations = release.getMetadata().getAnnotations();
    var written = annotations == null ? null : annotations.get(Slipway.REQUEST_ANNOTATION);
    if (written == null || written.isBlank()) {
      return Optional.empty();
    }
    var text = Redaction.of(written.strip());
    text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    var words = WORDS.matcher(text);
    if (!words.matches()) {
      return Optional.of(new Instruction.Unreadable(text, EXPECTED));
    }
    var verb = Verb.valueOf(words.group("verb").toUpperCase(Locale.ROOT));
    var to = Optional.ofNullable(words.group("to")).map(Integer::valueOf);
    if (to.isPresent() && verb != Verb.ROLLBACK) {
      return Optional.of(new Instruction.Unreadable(text, EXPECTED));
    }
    var attempt = Integer.parseInt(words.group("attempt"));
    // The annotation stays for good; once it is answered nobody needs the way any more.
    var asked = verb == Verb.ROLLBACK && !memory.heard().answered(text);
    var way = asked ? way(release, children, memory, to) : Optional.<Way>empty();
    return Optional.of(new Instruction.Given(text, verb, attempt, to, way));
  }

  /** From the serving revision to the one named, or else to the newest that served before it. */
  private static Optional<Way> way(
      BackendRelease release, Children children, Memory memory, Optional<Integer> to) {
    var uid = release.getMetadata().getUid();
    var records = children.records().stream().filter(record -> Owner.owns(uid, record)).toList();
    var serving = memory.serving().map(Revision::number).orElse(0);
    var from = records.stream().filter(r -> Children.number(r) == serving).findFirst();
    var target =
        records.stream()
            .filter(Recovery::succeeded)
            .filter(r -> to.map(n -> Children.number(r) == n).orElse(Children.number(r) < serving))
            .filter(r -> Children.number(r) != serving)
            .max(Comparator.comparingInt(Children::number));
    return from.flatMap(present -> target.map(earlier -> way(records, present, earlier)));
  }

  /** What any release since has applied is new to the version that serves again. */
  private static Way way(List<ReleaseRecord> records, ReleaseRecord from, ReleaseRecord to) {
    var attempt = Recovery.attempt(from);
    var changed =
        records.stream()
            .filter(record -> Children.number(record) > Children.number(to))
            .anyMatch(InstructionReader::migrated);
    return new Way(
        changed ? attempt.changingSchema() : attempt,
        Plans.pinned(from.getSpec()),
        Recovery.revision(to));
  }

  private static boolean migrated(ReleaseRecord record) {
    var status = record.getStatus();
    var schema = status == null ? null : status.schema();
    return schema != null && !schema.applied().isEmpty();
  }
}
