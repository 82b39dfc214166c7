/**
 * The core: from what is remembered and what is seen to what is done next, without I/O and without
 * a clock. May use nothing but itself and java.lang, java.time and java.util. Start reading at
 * {@link dev.slipway.operator.release.Release}.
 */
@NullMarked
package dev.slipway.operator.release;

import org.jspecify.annotations.NullMarked;
