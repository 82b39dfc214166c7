/**
 * The words of Slipway: what users write and read, as records that follow the wire.
 *
 * <p>May use Jackson's and fabric8's annotations and Kubernetes' own types; holds no behaviour.
 *
 * <p>Start reading at {@link dev.slipway.api.v1alpha1.BackendReleaseSpec}.
 */
@NullMarked
package dev.slipway.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
