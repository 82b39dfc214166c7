/**
 * The shop's orders: the one business table and its requests. Uses JDBC and the http package. Start
 * reading at {@link dev.slipway.backend.orders.OrderRoutes}.
 */
@NullMarked
package dev.slipway.backend.orders;

import org.jspecify.annotations.NullMarked;
