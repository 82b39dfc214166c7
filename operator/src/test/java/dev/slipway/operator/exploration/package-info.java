/**
 * A model checker over the real core and the real protocol: every state of a small world is
 * visited, breadth first, and what the operator promises is checked in each. May use the public
 * part of the core and the JDK. Start reading at {@link dev.slipway.operator.exploration.Explorer}.
 */
package dev.slipway.operator.exploration;
