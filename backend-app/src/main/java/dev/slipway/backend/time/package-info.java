/**
 * The only clock. Uses nothing but the JDK. Start reading at {@link dev.slipway.backend.time.Time}.
 */
@NullMarked
package dev.slipway.backend.time;

import org.jspecify.annotations.NullMarked;
