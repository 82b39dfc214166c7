/** Faults at some of the writes; {@code faults/run all} plays them at every one. */
package dev.slipway.faults;
