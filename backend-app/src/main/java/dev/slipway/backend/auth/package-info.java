/**
 * Accounts, login, bearer tokens and the refresh cookie (R11). Uses nimbus-jose-jwt, password4j,
 * the cache and the http package. Start reading at {@link dev.slipway.backend.auth.LoginRoutes}.
 */
@NullMarked
package dev.slipway.backend.auth;

import org.jspecify.annotations.NullMarked;
