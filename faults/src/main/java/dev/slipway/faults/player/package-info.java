/**
 * Plays scheduler, kubelet, application and database, fast and straight at the API server. Start
 * reading at {@link dev.slipway.faults.player.Player}.
 */
@NullMarked
package dev.slipway.faults.player;

import org.jspecify.annotations.NullMarked;
