/**
 * SQL text as tokens: statements, destructive words, indexes built outside a transaction.
 *
 * <p>Text in, findings out; no I/O.
 *
 * <p>Start reading at {@link dev.slipway.runner.sql.Script}.
 */
@NullMarked
package dev.slipway.runner.sql;

import org.jspecify.annotations.NullMarked;
