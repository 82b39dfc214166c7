/**
 * Everything one operator asks of the API server goes through here and can be disturbed. JDK and
 * Jackson only. Start reading at {@link dev.slipway.faults.proxy.ApiProxy}.
 */
@NullMarked
package dev.slipway.faults.proxy;

import org.jspecify.annotations.NullMarked;
