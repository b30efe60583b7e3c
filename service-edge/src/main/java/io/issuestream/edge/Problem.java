package io.issuestream.edge;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
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

  /** 401: no token. */
  public static Problem unauthorized() {
    return new Problem(HttpStatus.UNAUTHORIZED, "unauthorized", "Send a valid bearer token.")
        .challenging("Bearer realm=\"issuestream\"");
  }

  /** 401: a token, but none that counts here. */
  static Problem invalidToken() {
    return new Problem(
            HttpStatus.UNAUTHORIZED,
            "unauthorized",
            "The bearer token is not valid: it has expired, or its issuer, audience or signature"
                + " is not the one expected. Get a new one.")
        .challenging("Bearer realm=\"issuestream\", error=\"invalid_token\"");
  }

  /** 403: the token's roles do not allow it. */
  public static Problem forbidden(String detail) {
    return new Problem(HttpStatus.FORBIDDEN, "forbidden", detail)
        .challenging("Bearer realm=\"issuestream\", error=\"insufficient_scope\"");
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

  /** 413: more bytes than the address takes. */
  public static Problem tooLarge() {
    return new Problem(
        HttpStatus.CONTENT_TOO_LARGE, "too-large", "The body is larger than this endpoint takes.");
  }

  /**
   * 429: more requests than are due.
   *
   * @param wait until one more is taken; told in {@code Retry-After}, in whole seconds rounded up
   */
  public static Problem tooMany(String who, Duration wait) {
    long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    Problem problem =
        new Problem(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-requests",
            "Too many requests from %s; try again in %d s.".formatted(who, seconds));
    problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    return problem;
  }

  /** 500: our fault, of which nothing more is told. */
  static Problem internal() {
    return new Problem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "Something failed on our side; trying again may help.");
  }

  /** 503: something the answer needs is away. */
  public static Problem unavailable(String detail) {
    return new Problem(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", detail);
  }

  /** RFC 6750, section 3. */
  private Problem challenging(String challenge) {
    getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
    return this;
  }
}
