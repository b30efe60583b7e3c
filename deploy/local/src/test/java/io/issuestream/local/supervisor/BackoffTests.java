package io.issuestream.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTests {
  private final Backoff backoff = new Backoff();

  @Test
  void doublesUpToHalfAMinute() {
    assertThat(IntStream.range(0, 8).mapToObj(i -> backoff.afterRunning(Duration.ZERO).toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
  }

  @Test
  void beginsAnewAfterAGoodRun() {
    backoff.afterRunning(Duration.ZERO);
    backoff.afterRunning(Duration.ZERO);

    assertThat(backoff.afterRunning(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(1));
  }
}
