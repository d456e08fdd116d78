package io.siteswap.twin.desk;

/** What the desk refuses, with its status. */
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;

  BadRequest(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}
