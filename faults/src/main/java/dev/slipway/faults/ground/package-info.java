/**
 * A real control plane on the loopback: etcd, the API server and the controllers a release needs.
 * May use processes and the client. Start reading at {@link
 * dev.slipway.faults.ground.ControlPlane}.
 */
@NullMarked
package dev.slipway.faults.ground;

import org.jspecify.annotations.NullMarked;
