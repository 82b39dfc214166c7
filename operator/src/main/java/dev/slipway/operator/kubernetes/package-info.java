/**
 * The shell: looks at the cluster, asks the core, writes down and acts. Only packages below this
 * one touch the Kubernetes client. Start reading at {@link
 * dev.slipway.operator.kubernetes.BackendReleaseReconciler}.
 */
@NullMarked
package dev.slipway.operator.kubernetes;

import org.jspecify.annotations.NullMarked;
