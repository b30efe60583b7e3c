package io.issuestream.edge;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * An error as RFC 9457 problem details, with a stable {@code type} and a sentence that says what to
 * do.
 */
public final class Problem extends ErrorResponseException {

  private static final String TYPE = "urn:issuestream:problem:";

  private Problem(HttpStatus status, String type, String detail) {
    super(status);
    setType(URI.create(TYPE + type));
    setDetail(detail);
  }

  /** A problem with a type of its own: lower-case words and hyphens. */
  public static Problem of(HttpStatus status, String type, String detail) {
    return new Problem(status, type, detail);
  }

  /** 401: no token, or none that counts. */
  public static Problem unauthorized() {
    return new Problem(HttpStatus.UNAUTHORIZED, "unauthorized", "Send a valid bearer token.");
  }

  /** 403: the token's roles do not allow it. */
  public static Problem forbidden(String detail) {
    return new Problem(HttpStatus.FORBIDDEN, "forbidden", detail);
  }

  /** 404: the team has no such thing; whether another team has is not told. */
  public static Problem notFound(String detail) {
    return new Problem(HttpStatus.NOT_FOUND, "not-found", detail);
  }

  /** 400: the request cannot be understood. */
  public static Problem invalid(String detail) {
    return new Problem(HttpStatus.BAD_REQUEST, "invalid-request", detail);
  }

  /** 409: it does not fit what is there. */
  public static Problem conflict(String detail) {
    return new Problem(HttpStatus.CONFLICT, "conflict", detail);
  }

  /** 422: understood, but it cannot be done as asked. */
  public static Problem unprocessable(String type, String detail) {
    return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, type, detail);
  }

  /** 503: something the answer needs is away. */
  public static Problem unavailable(String detail) {
    return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail);
  }
}
