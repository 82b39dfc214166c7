/**
 * Sessions with PostgreSQL: how they are opened, limited, named, watched and ended.
 *
 * <p>May use the driver; knows nothing of migrations.
 *
 * <p>Start reading at {@link dev.slipway.runner.database.Database}.
 */
@NullMarked
package dev.slipway.runner.database;

import org.jspecify.annotations.NullMarked;
