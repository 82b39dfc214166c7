/**
 * Where the database is and the pool of connections to it. Uses HikariCP and the PostgreSQL driver;
 * knows nothing of tables. Start reading at {@link dev.slipway.backend.database.DatabaseAddress}.
 */
@NullMarked
package dev.slipway.backend.database;

import org.jspecify.annotations.NullMarked;
