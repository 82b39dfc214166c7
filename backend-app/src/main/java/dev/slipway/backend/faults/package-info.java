/**
 * Misbehaviour on request: errors, latency, slow or failing readiness, a crash. Uses the http
 * package; nothing else knows that faults exist but readiness. Start reading at {@link
 * dev.slipway.backend.faults.Faults}.
 */
@NullMarked
package dev.slipway.backend.faults;

import org.jspecify.annotations.NullMarked;
