/**
 * Login of the seeded administrator, bearer tokens and the refresh cookie. Uses nimbus-jose-jwt and
 * the http package; no table. Start reading at {@link dev.slipway.backend.auth.LoginRoutes}.
 */
@NullMarked
package dev.slipway.backend.auth;

import org.jspecify.annotations.NullMarked;
