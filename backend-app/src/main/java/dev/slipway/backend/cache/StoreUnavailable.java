package dev.slipway.backend.cache;

/** The store did not answer in time; what was asked of it did not happen, as far as is known. */
final class StoreUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreUnavailable(String reason) {
    super(reason, null, false, false);
  }
}
