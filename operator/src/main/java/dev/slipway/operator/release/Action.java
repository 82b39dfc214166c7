package dev.slipway.operator.release;

/**
 * What is to be done, as a value. Orders create something and are carried out only by the one whose
 * status write named them; adjustments carry the version of the object they were decided on.
 */
public sealed interface Action {

  /** Creates something: needs its intent written first. */
  sealed interface Order extends Action {}

  /** Changes something that was seen; void if that has changed since. */
  sealed interface Adjustment extends Action {}

  /**
   * Pins what runs already as the record of revision 0, and marks it; repeating it changes nothing.
   */
  record Adopt(Revision running) implements Order {}

  /** Writes the pinned plan of an attempt as a ReleaseRecord. */
  record CreateRecord(int number) implements Order {}

  /** Copies the ConfigMaps that the template refers to. */
  record CopyConfiguration(int number) implements Order {}

  record StartJob(Step step, int number, long seq) implements Order {}

  /** Creates the revision's Deployment and its own Service. */
  record Deploy(int number, int replicas) implements Order {}

  /** Creates the Service that users talk to. */
  record OpenTraffic(int revision) implements Order {}

  record Scale(int number, int replicas, String seenVersion) implements Adjustment {}

  /** Keeps a Job whose pod never started from ever starting one. */
  record StopJob(Step step, int number, long seq, String waitsFor, String seenVersion)
      implements Adjustment {}

  /** Every pod of the backend gets traffic. */
  record ShareTraffic(String seenVersion) implements Adjustment {}

  /** Only pods of this revision get traffic. */
  record NarrowTraffic(int revision, String seenVersion) implements Adjustment {}

  /** Copies phase and story into the attempt's record; repeating it changes nothing. */
  record MarkRecord(int number) implements Adjustment {}

  /** A held attempt goes on because of this ruling; void where its record tells more already. */
  record ReopenRecord(int number, Ruling ruling) implements Adjustment {}

  /** Tells a ruling's object what became of it. */
  record AnswerRuling(Instruction.Answer answer) implements Adjustment {}

  record CloseRecord(Ending ending) implements Adjustment {}
}
