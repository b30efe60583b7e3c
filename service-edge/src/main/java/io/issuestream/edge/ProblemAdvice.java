package io.issuestream.edge;

import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns whatever a controller throws into problem details. */
@RestControllerAdvice
final class ProblemAdvice {

  @ExceptionHandler
  ResponseEntity<ProblemDetail> on(Exception failure) {
    Problem problem = Failures.problem(failure);
    return ResponseEntity.status(problem.getStatusCode())
        .headers(problem.getHeaders())
        .body(problem.getBody());
  }
}
