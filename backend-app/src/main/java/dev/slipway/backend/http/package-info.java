/**
 * What all requests share: JSON, problem documents, metrics, the polite end. Uses Helidon, Jackson
 * and Micrometer. Start reading at {@link dev.slipway.backend.http.Problem}.
 */
@NullMarked
package dev.slipway.backend.http;

import org.jspecify.annotations.NullMarked;
