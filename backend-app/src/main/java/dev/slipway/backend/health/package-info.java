/**
 * What probes ask: alive, ready, which version. Uses the schema package for the verdict and the
 * http package to answer. Start reading at {@link dev.slipway.backend.health.HealthRoutes}.
 */
@NullMarked
package dev.slipway.backend.health;

import org.jspecify.annotations.NullMarked;
