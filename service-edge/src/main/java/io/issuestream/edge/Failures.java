package io.issuestream.edge;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/**
 * Says of any failure what a caller may know. What is our fault is logged, and told as nothing but
 * that; no answer repeats what was sent.
 */
final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  /** The problem that stands for a failure. */
  static Problem problem(Throwable failure) {
    if (causedBy(failure, DataBufferLimitException.class)) {
      return Problem.tooLarge();
    }
    return switch (failure) {
      case Problem problem -> problem;
      case WebExchangeBindException invalid -> Problem.invalid(fields(invalid));
      case ServerWebInputException unreadable -> Problem.invalid(reason(unreadable));
      case ResponseStatusException status -> status(status);
      case AuthenticationServiceException away -> {
        log.warn("Tokens cannot be checked: {}", away.toString());
        yield Problem.unavailable("Tokens cannot be checked at the moment; try again shortly.");
      }
      // A line and no stack: while a database is away, each request ends like this.
      case Throwable away when ofTheDatabase(away) -> {
        log.warn("The database is away or busy: {}", innermost(away).toString());
        yield Problem.unavailable("Data cannot be read or written at the moment; try again.");
      }
      default -> {
        log.error("A request failed", failure);
        yield Problem.internal();
      }
    };
  }

  /**
   * Whether it is none of the request's doing, and over when the database is itself again. The
   * driver takes all that it has no kind for as lasting failures of resources, so those go by what
   * PostgreSQL says: no answer at all, a connection lost (class 08), no room (53), an operator at
   * work (57), a fail-over not yet over (25006).
   */
  private static boolean ofTheDatabase(Throwable failure) {
    Throwable cause = innermost(failure);
    if (cause instanceof R2dbcNonTransientResourceException lasting) {
      @Nullable String state = lasting.getSqlState();
      return state == null || state.matches("(08|53|57).*|25006");
    }
    return cause instanceof R2dbcTransientException
        || causedBy(failure, TransientDataAccessException.class)
        || causedBy(failure, DataAccessResourceFailureException.class);
  }

  /** What the driver said, or else what was behind it all. */
  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof R2dbcException)) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static Problem status(ResponseStatusException failure) {
    @Nullable HttpStatus status = HttpStatus.resolve(failure.getStatusCode().value());
    if (status == null || status.is5xxServerError()) {
      log.error("A request failed", failure);
      return Problem.internal();
    }
    Problem problem =
        switch (status) {
          case NOT_FOUND -> Problem.notFound("There is nothing at this address.");
          case CONTENT_TOO_LARGE -> Problem.tooLarge();
          default -> Problem.of(status, "http-" + status.value(), advice(status));
        };
    // Such as Allow, which tells the methods that there are.
    problem.getHeaders().putAll(failure.getHeaders());
    return problem;
  }

  private static String advice(HttpStatus status) {
    return switch (status) {
      case METHOD_NOT_ALLOWED -> "This address does not take this method; see Allow.";
      case NOT_ACCEPTABLE -> "This address cannot answer in what Accept asks for; take JSON.";
      case UNSUPPORTED_MEDIA_TYPE -> "Send the body in a content type this address takes.";
      default -> "The request cannot be answered: " + phrase(status) + ".";
    };
  }

  private static String phrase(HttpStatus status) {
    return status.getReasonPhrase().toLowerCase(Locale.ROOT);
  }

  private static String fields(WebExchangeBindException invalid) {
    String fields =
        invalid.getFieldErrors().stream()
            .map(error -> error.getField() + " " + error.getDefaultMessage())
            .sorted()
            .collect(Collectors.joining("; "));
    return fields.isEmpty() ? "The request is not valid." : fields;
  }

  private static String reason(ServerWebInputException unreadable) {
    if (causedBy(unreadable, DecodingException.class)) {
      return "The body is not the JSON this endpoint expects.";
    }
    @Nullable String reason = unreadable.getReason();
    return "The request is not valid: "
        + (reason == null ? "something is missing." : reason.toLowerCase(Locale.ROOT) + ".");
  }

  private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
