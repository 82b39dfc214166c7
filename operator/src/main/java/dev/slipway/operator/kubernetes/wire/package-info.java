/**
 * From what is on the wire to what the core knows, and back; every default has its place here. May
 * use the API's records and the core. Start reading at {@link
 * dev.slipway.operator.kubernetes.wire.MemoryCodec}.
 */
@NullMarked
package dev.slipway.operator.kubernetes.wire;

import org.jspecify.annotations.NullMarked;
