package dev.slipway.operator.exploration;

import dev.slipway.operator.release.Phase;
import dev.slipway.operator.release.Ruling;
import dev.slipway.operator.release.Ruling.Acceptance;
import dev.slipway.operator.release.Ruling.Verb;
import java.util.List;
import java.util.Optional;

/**
 * The decision of a person who has looked into the database and tells the truth.
 *
 * @param word tells two decisions apart; 0 where nobody has decided anything
 * @param attempt the attempt that was looked into
 * @param in whether the statement that was cut off had taken hold
 * @param answered whether its object shows the answer
 * @param seq number of the last migration that was ordered by such a decision
 * @param vouched what that one was told: 0 that nothing is in, 1 that it is
 */
record Ruled(int word, int attempt, boolean in, boolean answered, int seq, int vouched) {
  static final Ruled NOTHING = new Ruled(0, 0, false, true, 0, 0);

  Ruled then(int number, boolean tookHold) {
    return new Ruled(word + 1, number, tookHold, false, seq, vouched);
  }

  Ruled told(int which) {
    return which == word ? new Ruled(word, attempt, in, true, seq, vouched) : this;
  }

  Ruled ordering(int number, Phase phase) {
    return phase instanceof Phase.Migrating migrating && migrating.vouched().isPresent()
        ? new Ruled(word, attempt, in, answered, number, migrating.vouched().get().files().size())
        : this;
  }

  Optional<Ruling> seen() {
    return answered ? Optional.empty() : Optional.of(ruling(word, attempt, in));
  }

  static Ruling ruling(int word, int attempt, boolean in) {
    return new Ruling(
        Integer.toString(word),
        Verb.RESOLVE,
        attempt,
        "ana",
        "",
        acceptance(in ? 1 : 0).files(),
        Times.NOW);
  }

  static Acceptance acceptance(int files) {
    return new Acceptance("ana", files == 0 ? List.of() : Job.FILES.subList(1, 2));
  }

  void write(Bytes to) {
    to.put(word);
    to.put(attempt);
    to.put(in);
    to.put(answered);
    to.put(seq);
    to.put(vouched);
  }

  static Ruled read(Bytes from) {
    return new Ruled(from.get(), from.get(), from.yes(), from.yes(), from.get(), from.get());
  }
}
