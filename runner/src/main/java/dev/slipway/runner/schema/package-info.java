/**
 * What PostgreSQL's catalog says of the schemas that are ours.
 *
 * <p>Reads, and drops the invalid indexes that interrupted builds leave.
 *
 * <p>Start reading at {@link dev.slipway.runner.schema.Catalog}.
 */
@NullMarked
package dev.slipway.runner.schema;

import org.jspecify.annotations.NullMarked;
