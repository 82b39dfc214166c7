package dev.slipway.operator.release;

/** What the BackendRelease asks for at this moment. */
public sealed interface Wish {

  /** A plan that could be carried out. */
  record Wanted(Plan plan) implements Wish {}

  /** Something it refers to is not there yet; the folder may still be on its way. */
  record Waiting(String what) implements Wish {}

  /** It contradicts itself or the cluster; the sentence says how. */
  record Invalid(String why) implements Wish {}

  /** Whether this asks for exactly the plan of the given hash. */
  default boolean asksFor(String planHash) {
    return this instanceof Wanted(Plan plan) && plan.hash().equals(planHash);
  }
}
