/**
 * Builds the objects a release owns, as values, without asking anybody. May use the API's records,
 * what the wire makes of them, and Kubernetes' own types. Start reading at {@link
 * dev.slipway.operator.kubernetes.children.DeploymentFactory}.
 */
@NullMarked
package dev.slipway.operator.kubernetes.children;

import org.jspecify.annotations.NullMarked;
