/**
 * What the administrator looks at and turns: cache and pool (R9, R14). Uses the packages it looks
 * into. Start reading at {@link dev.slipway.backend.admin.AdminRoutes}.
 */
@NullMarked
package dev.slipway.backend.admin;

import org.jspecify.annotations.NullMarked;
