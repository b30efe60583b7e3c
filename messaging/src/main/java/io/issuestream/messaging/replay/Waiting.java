package io.issuestream.messaging.replay;

import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A program's own threads wait for what it began; no event loop comes by here. */
final class Waiting {

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final TeamScope scope;
  private final Duration limit;

  /**
   * Waits for one thing.
   *
   * @param scope for which teams it is done
   * @param limit of each thing
   */
  Waiting(TeamScope scope, Duration limit) {
    this.scope = scope;
    this.limit = limit;
  }

  /** The value, or null without one. */
  <T> @Nullable T on(Mono<T> work) {
    try {
      return work.contextWrite(scope).toFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new ReplayStopped(String.valueOf(e.getMessage()), e);
    } catch (TimeoutException e) {
      throw new ReplayStopped("It took longer than " + limit.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayStopped("Interrupted", e);
    }
  }

  /** The value. */
  <T> T value(Mono<T> work) {
    T value = on(work);
    if (value == null) {
      throw new IllegalStateException("Nothing came");
    }
    return value;
  }

  /** Looks again and again, with pauses; false if it has not come true within the limit. */
  boolean until(BooleanSupplier condition, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }
}
