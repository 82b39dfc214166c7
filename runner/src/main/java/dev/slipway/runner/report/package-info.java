/**
 * What a run tells while it is at work, and in full once it has ended, to whoever asks its pod.
 *
 * <p>May use results; knows no database.
 *
 * <p>Start reading at {@link dev.slipway.runner.report.Report}.
 */
@NullMarked
package dev.slipway.runner.report;

import org.jspecify.annotations.NullMarked;
