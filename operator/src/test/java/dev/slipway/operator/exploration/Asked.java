package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Instruction;
import dev.slipway.operator.release.Instruction.Verb;
import dev.slipway.operator.release.Instruction.Way;
import dev.slipway.operator.release.Memory;
import dev.slipway.operator.release.Outcome;
import dev.slipway.operator.release.Revision;
import java.util.Optional;

/**
 * The request that stands at the release.
 *
 * @param verb one more than the place of the verb; 0 where nobody has asked for anything
 * @param to the revision to go back to; 0 where none is named
 * @param word tells two requests apart that ask for the same
 */
record Asked(int verb, int attempt, int to, int word) {
  static final Asked NOTHING = new Asked(0, 0, 0, 0);

  private static final Verb[] VERBS = Verb.values();

  static Asked parse(String text) {
    return new Asked(
        text.charAt(0) - '0', text.charAt(1) - '0', text.charAt(2) - '0', text.charAt(3) - '0');
  }

  @SuppressWarnings("EnumOrdinal") // packed paths live as long as one run
  static Verb verb(int place) {
    return VERBS[place];
  }

  Asked then(Verb next, int number, int back) {
    return new Asked(number(next), number, back, word + 1);
  }

  @SuppressWarnings("EnumOrdinal") // packed states live as long as one run
  private static int number(Verb verb) {
    return verb.ordinal() + 1;
  }

  boolean is(Verb asked) {
    return verb == number(asked);
  }

  String text() {
    return "%d%d%d%d".formatted(verb, attempt, to, word);
  }

  /** What an operator reads, with the way back that the records tell. */
  Optional<Instruction> seen(World world, Memory memory) {
    return verb == 0
        ? Optional.empty()
        : Optional.of(
            new Instruction.Given(
                text(),
                VERBS[verb - 1],
                attempt,
                to == 0 ? Optional.empty() : Optional.of(to),
                way(world, memory)));
  }

  private Optional<Way> way(World world, Memory memory) {
    int serving = memory.serving().map(Revision::number).orElse(0);
    if (serving == 0 || world.records[serving] == null) {
      return Optional.empty();
    }
    var from = world.records[serving];
    for (var number = to == 0 ? serving - 1 : to; number > 0; number--) {
      var record = world.records[number];
      if (record != null
          && number != serving
          && record.outcome().filter(Outcome.SUCCEEDED::equals).isPresent()) {
        var plan = World.planned(record.version());
        return Optional.of(
            new Way(
                Recovered.attempt(serving, from),
                World.planned(from.version()),
                new Revision(number, plan.version(), plan.hash())));
      }
      if (to > 0) {
        break;
      }
    }
    return Optional.empty();
  }
}
