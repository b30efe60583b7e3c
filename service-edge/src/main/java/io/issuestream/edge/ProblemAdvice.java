package io.issuestream.edge;

import java.net.URI;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/**
 * Turns whatever a controller throws into problem details; what is our fault is logged and leaks
 * nothing.
 */
@RestControllerAdvice
final class ProblemAdvice {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(ErrorResponseException problem) {
    return answer(problem.getStatusCode(), problem.getBody());
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(WebExchangeBindException invalid) {
    String fields =
        invalid.getFieldErrors().stream()
            .map(error -> error.getField() + " " + error.getDefaultMessage())
            .sorted()
            .collect(Collectors.joining("; "));
    return answer(Problem.invalid(fields.isEmpty() ? "The request is not valid." : fields));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(ServerWebInputException unreadable) {
    if (causedBy(unreadable, DataBufferLimitException.class)) {
      return tooLarge();
    }
    String detail =
        causedBy(unreadable, DecodingException.class)
            ? "The body is not the JSON this endpoint expects."
            : "The request is not valid: " + reason(unreadable);
    return answer(Problem.invalid(detail));
  }

  @ExceptionHandler(DataBufferLimitException.class)
  ResponseEntity<ProblemDetail> tooLarge() {
    return answer(
        Problem.of(
            HttpStatus.CONTENT_TOO_LARGE,
            "too-large",
            "The body is larger than this endpoint takes."));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(ResponseStatusException status) {
    String type =
        status.getStatusCode().value() == 404
            ? "not-found"
            : "http-" + status.getStatusCode().value();
    ProblemDetail body = ProblemDetail.forStatus(status.getStatusCode());
    body.setType(URI.create("urn:issuestream:problem:" + type));
    body.setDetail(status.getReason());
    return answer(status.getStatusCode(), body);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(Exception failure) {
    log.error("A request failed", failure);
    return answer(
        Problem.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal",
            "Something failed on our side; trying again may help."));
  }

  private static String reason(ServerWebInputException unreadable) {
    String reason = unreadable.getReason();
    return reason == null ? "something is missing." : reason.toLowerCase(Locale.ROOT) + ".";
  }

  private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static ResponseEntity<ProblemDetail> answer(Problem problem) {
    return answer(problem.getStatusCode(), problem.getBody());
  }

  private static ResponseEntity<ProblemDetail> answer(HttpStatusCode status, ProblemDetail body) {
    return ResponseEntity.status(status).body(body);
  }
}
