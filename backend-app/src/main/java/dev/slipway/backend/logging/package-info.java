/**
 * One JSON object per log line, with secrets blotted out. Uses Logback and Jackson. Start reading
 * at {@link dev.slipway.backend.logging.JsonLog}.
 */
@NullMarked
package dev.slipway.backend.logging;

import org.jspecify.annotations.NullMarked;
