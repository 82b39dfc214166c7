/**
 * What a person asks before and after a release: {@code check} (R14) and {@code migrate --status}.
 * Uses settings, database and schema; serves no requests. Start reading at {@link
 * dev.slipway.backend.checks.SystemCheck}.
 */
@NullMarked
package dev.slipway.backend.checks;

import org.jspecify.annotations.NullMarked;
