package dev.slipway.runner.database;

/**
 * The application_name of all sessions of one run of one attempt. PostgreSQL cuts names at 63
 * bytes; prefix, uuid and a sequence number of up to 18 digits fit.
 */
public record SessionName(String attempt, long seq) {
  public String text() {
    return "slipway/" + attempt + "/" + seq;
  }
}
