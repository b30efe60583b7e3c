package io.issuestream.messaging.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

class DatabaseHealthTests {

  private final AtomicLong now = new AtomicLong(5);
  private final AtomicBoolean away = new AtomicBoolean();
  private final DatabaseHealth health =
      new DatabaseHealth(
          Mono.defer(() ->
              away.get()
                  ? Mono.error(new IllegalStateException("secret.example: connection refused"))
                  : Mono.just(1)),
          Duration.ofSeconds(10),
          now::get);

  @Test
  void isDownWhereTheDatabaseNeverAnswered() {
    away.set(true);
    assertThat(look().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void bearsAShortSilenceAndNoLongOne() {
    assertThat(look().getStatus()).isEqualTo(Status.UP);
    away.set(true);
    now.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(look().getStatus()).isEqualTo(Status.UP);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(look().getStatus()).isEqualTo(Status.DOWN);
    away.set(false);
    assertThat(look().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void tellsNothingOfTheDatabase() {
    away.set(true);
    assertThat(look().getDetails()).isEmpty();
  }

  private Health look() {
    Health health = this.health.health().block(Duration.ofSeconds(5));
    assertThat(health).isNotNull();
    return health;
  }
}
