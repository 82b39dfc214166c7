/**
 * The environment, read once and checked (R7): one record, one parser, one place for defaults. Uses
 * the records of the other packages; they do not know it. Start reading at {@link
 * dev.slipway.backend.settings.Settings}.
 */
@NullMarked
package dev.slipway.backend.settings;

import org.jspecify.annotations.NullMarked;
