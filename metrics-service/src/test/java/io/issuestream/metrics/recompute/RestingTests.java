package io.issuestream.metrics.recompute;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestingTests {

  private final Claim one = new Claim("alpha", "1", 4, Instant.EPOCH);
  private final Claim two = new Claim("alpha", "2", 9, Instant.EPOCH);
  private final Resting resting = new Resting(Duration.ofSeconds(1));

  @Test
  void leavesWhatWasWorkedOutAloneForAWhile() {
    resting.rest(List.of(one), Duration.ofMillis(10), 0);
    assertThat(resting.at(Duration.ofMillis(999).toNanos()))
        .extracting(Claim::subject)
        .containsExactly("1");
    assertThat(resting.at(Duration.ofSeconds(1).toNanos())).isEmpty();
  }

  @Test
  void leavesWhatIsDearAloneForLonger() {
    resting.rest(List.of(one, two), Duration.ofSeconds(2), 0);
    assertThat(resting.at(Duration.ofMillis(14_999).toNanos())).hasSize(2);
    assertThat(resting.at(Duration.ofSeconds(15).toNanos())).isEmpty();
  }
}
