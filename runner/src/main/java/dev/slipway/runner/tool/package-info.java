/**
 * What every migration tool has in common: its history compared with its files, and how a file is
 * run so that it takes effect once.
 *
 * <p>May use sessions, ledger and catalog; knows no tool.
 *
 * <p>Start reading at {@link dev.slipway.runner.tool.Tool}.
 */
@NullMarked
package dev.slipway.runner.tool;

import org.jspecify.annotations.NullMarked;
