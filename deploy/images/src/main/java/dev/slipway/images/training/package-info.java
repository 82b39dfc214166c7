/**
 * Runs each program once while an image is built, so that the image can carry its classes loaded
 * and linked.
 */
@NullMarked
package dev.slipway.images.training;

import org.jspecify.annotations.NullMarked;
