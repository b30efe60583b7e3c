package io.issuestream.local.api;

/** The API answered, but not as asked for. */
public final class ApiRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String detail;

  ApiRefused(String request, int status, String type, String detail) {
    super(request + " was answered " + status + (detail.isEmpty() ? "." : ": " + detail));
    this.status = status;
    this.type = type;
    this.detail = detail;
  }

  public int status() {
    return status;
  }

  /** The problem's stable type; empty when the answer was no problem document. */
  public String type() {
    return type;
  }

  /** The problem's sentence; empty when there was none. */
  public String detail() {
    return detail;
  }
}
