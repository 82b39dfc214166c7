/**
 * `make bench-backend`: ours beside another stack in one run. Loopback only, bounded in requests
 * and time; no test. Start reading at {@link dev.slipway.backend.bench.Bench}.
 */
package dev.slipway.backend.bench;
