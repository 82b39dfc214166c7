/**
 * Makes the CRDs from the records and holds them to their promises.
 *
 * <p>May use the CRD generator, and a real API server where one is at hand.
 *
 * <p>Start reading at {@link dev.slipway.api.crd.Definition}.
 */
@NullMarked
package dev.slipway.api.crd;

import org.jspecify.annotations.NullMarked;
