package io.issuestream.sync.work;

import io.issuestream.jira.JiraFailure;
import io.issuestream.jira.address.TargetRefused;
import io.issuestream.sync.connection.CredentialsUnreadable;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Words for what goes wrong. */
final class RunProblems {

  private static final Logger log = LoggerFactory.getLogger(RunProblems.class);

  private RunProblems() {}

  /** A failure for the team admin: what happened and what to do. */
  static String words(Throwable failure) {
    return switch (failure) {
      case JiraFailure jira -> jira.getMessage() + ". " + jira.advice();
      case CredentialsUnreadable sealed ->
          sealed.getMessage() + ". Reconnect Jira so that they are sealed anew.";
      case TargetRefused refused -> String.valueOf(refused.getMessage());
      case ConnectionEnded ended -> String.valueOf(ended.getMessage());
      default ->
          "Something failed on our side ("
              + failure.getClass().getSimpleName()
              + "); the sync is tried again by itself.";
    };
  }

  /** Whether nothing more can be asked of Jira for now, so that no step can go on. */
  private static boolean concernsRun(Throwable failure) {
    return failure instanceof JiraFailure.TokenAwaited
        || failure instanceof JiraFailure.CredentialsWithdrawn
        || failure instanceof JiraFailure.PointsSpent
        || (failure instanceof JiraFailure.RateLimited limited && limited.concernsEverything());
  }

  /**
   * Lets a step fail without stopping the run.
   *
   * @param note records the problem
   */
  static <T> Function<Mono<T>, Mono<T>> noted(
      String step, Function<String, Mono<Void>> note, Mono<T> instead) {
    return work ->
        work.onErrorResume(
            failure -> failure instanceof JiraFailure && !concernsRun(failure),
            failure -> {
              log.info("Step {} failed and the run goes on: {}", step, failure.getMessage());
              return note.apply(step + ": " + words(failure)).then(instead);
            });
  }
}
