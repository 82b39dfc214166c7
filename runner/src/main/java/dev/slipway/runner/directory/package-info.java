/**
 * Ordered SQL files in one directory, with a history table of our own or the schema_migrations that
 * golang-migrate, dbmate, Rails or a runbook has left.
 *
 * <p>May use sessions and the tools' common words.
 *
 * <p>Start reading at {@link dev.slipway.runner.directory.SqlDirectory}.
 */
@NullMarked
package dev.slipway.runner.directory;

import org.jspecify.annotations.NullMarked;
