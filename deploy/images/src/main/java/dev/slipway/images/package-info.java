/**
 * Builds the project's container images on a machine without Docker and without base images.
 *
 * <p>May use Jib, the JDK's own tools and apt-get. Nothing here runs inside a container.
 *
 * <p>Start reading at {@link dev.slipway.images.Catalogue}: it says what each image is made of.
 */
@NullMarked
package dev.slipway.images;

import org.jspecify.annotations.NullMarked;
