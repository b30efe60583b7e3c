package io.issuestream.messaging.inbound;

import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Tells failures that may heal by themselves (a database away, a deadlock) from those that will
 * not.
 */
public final class Failures {

  private Failures() {}

  /** Whether trying again later may help, though nothing about what is handled changes. */
  public static boolean mayHeal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof R2dbcTransientException
          || cause instanceof R2dbcNonTransientResourceException
          || cause instanceof TransientDataAccessException
          || cause instanceof DataAccessResourceFailureException
          || cause instanceof TimeoutException
          || cause instanceof IOException
          || cause instanceof org.apache.kafka.common.errors.RetriableException) {
        return true;
      }
    }
    return false;
  }

  /** The kind of a handler's failure. */
  static Cause sorted(Throwable failure) {
    if (mayHeal(failure)) {
      return Cause.KEPT_FAILING;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataIntegrityViolationException
          || cause instanceof R2dbcDataIntegrityViolationException) {
        return Cause.REFUSED_BY_DATABASE;
      }
    }
    return Cause.NOT_HANDLED;
  }
}
