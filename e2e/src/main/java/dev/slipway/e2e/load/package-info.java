/**
 * The program that plays the users: steady requests from inside the cluster, over new and over kept
 * connections. JDK only, because it is an image of its own. Start reading at Load.
 */
@NullMarked
package dev.slipway.e2e.load;

import org.jspecify.annotations.NullMarked;
