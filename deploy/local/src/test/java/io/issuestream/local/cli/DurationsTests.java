package io.issuestream.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurationsTests {

  @Test
  void readsWhatPeopleWrite() {
    assertThat(Durations.parse("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(Durations.parse("30m")).isEqualTo(Duration.ofMinutes(30));
    assertThat(Durations.parse("12H")).isEqualTo(Duration.ofHours(12));
    assertThat(Durations.parse("7d")).isEqualTo(Duration.ofDays(7));
    assertThat(Durations.parse("PT1H30M")).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void saysWhatItUnderstands() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse("soon"))
        .withMessage("\"soon\" is no length of time; write 90s, 30m, 12h or 7d.");
  }

  @Test
  void writesTheTwoLargestUnits() {
    assertThat(Durations.words(Duration.ofSeconds(42))).isEqualTo("42 s");
    assertThat(Durations.words(Duration.ofSeconds(185))).isEqualTo("3 min 5 s");
    assertThat(Durations.words(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
    assertThat(Durations.words(Duration.ofHours(76))).isEqualTo("3 d 4 h");
  }
}
