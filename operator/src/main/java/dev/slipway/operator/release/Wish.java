package dev.slipway.operator.release;

/** What the BackendRelease asks for at this moment. */
public sealed interface Wish {

  /** A plan that could be carried out. */
  record Wanted(Plan plan) implements Wish {}

  /**
   * Something it refers to is not there yet, or is not ready; the folder may still be on its way.
   *
   * @param what is waited for, as a sentence
   */
  record Waiting(String what, Reason why) implements Wish {
    public Waiting(String what) {
      this(what, Reason.WAITING_FOR_CONFIGURATION);
    }
  }

  /** Before a plan is tried, what runs already becomes revision 0. */
  record Adopting(Revision running) implements Wish {}

  /** It contradicts itself or the cluster; the sentence says how. */
  record Invalid(String why) implements Wish {}

  /** Whether this asks for exactly the plan of the given hash. */
  default boolean asksFor(String planHash) {
    return this instanceof Wanted(Plan plan) && plan.hash().equals(planHash);
  }
}
