package dev.slipway.operator.kubernetes.wire;

import dev.slipway.api.v1alpha1.BackendReleaseStatus;
import dev.slipway.api.v1alpha1.RequestAnswer;
import dev.slipway.api.v1alpha1.RequestStatus;
import dev.slipway.operator.release.Heard;
import dev.slipway.operator.release.Instruction.Answer;
import dev.slipway.operator.release.Memory;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people have said, in the status of a BackendRelease. */
public final class HeardCodec {
  private HeardCodec() {}

  static Heard read(BackendReleaseStatus status) {
    return new Heard(
        Optional.ofNullable(status.lastRequest()).map(HeardCodec::answer),
        Optional.ofNullable(status.pausedAt()),
        Optional.ofNullable(status.lastReleaseRequest()).map(HeardCodec::answer));
  }

  private static Answer answer(RequestStatus status) {
    var text = status.request();
    var at = status.at();
    var message = status.message();
    if (text == null || at == null || status.answer() == null) {
      throw new UnknownWriting("an incomplete lastRequest");
    }
    return new Answer(
        text, status.answer() == RequestAnswer.ACCEPTED, message == null ? "" : message, at);
  }

  public static @Nullable RequestStatus answer(Memory memory) {
    return memory.heard().answer().map(HeardCodec::answer).orElse(null);
  }

  /** What became of the last ReleaseRequest. */
  public static @Nullable RequestStatus ruling(Memory memory) {
    return memory.heard().ruling().map(HeardCodec::answer).orElse(null);
  }

  private static RequestStatus answer(Answer answer) {
    return new RequestStatus(
        answer.text(),
        answer.accepted() ? RequestAnswer.ACCEPTED : RequestAnswer.REFUSED,
        Sentence.fitting(answer.message()),
        answer.at());
  }

  public static @Nullable Instant pausedAt(Memory memory) {
    return memory.heard().pausedAt().orElse(null);
  }
}
