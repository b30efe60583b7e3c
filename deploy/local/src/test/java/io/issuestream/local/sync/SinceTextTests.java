package io.issuestream.local.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinceTextTests {
  private static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-11-20, 2026-11-19T23:00:00Z",
    "2026-11-20T08:30, 2026-11-20T07:30:00Z",
    "2026-11-20T08:30:00Z, 2026-11-20T08:30:00Z",
    "2026-11-20T08:30:00-05:00, 2026-11-20T13:30:00Z",
    "3d, 2026-11-23T15:00:00Z",
    "90m, 2026-11-26T13:30:00Z"
  })
  void readsWhatPeopleWrite(String text, Instant meant) {
    assertThat(SinceText.parse(text, NOW, BERLIN)).isEqualTo(meant);
  }

  @Test
  void saysWhatItUnderstands() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SinceText.parse("yesterday", NOW, BERLIN))
        .withMessage(
            "\"yesterday\" is no time; write 2026-11-20, 2026-11-20T08:30, 2026-11-20T08:30:00Z or 3d (ago).");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SinceText.parse("2026-11-27", NOW, BERLIN))
        .withMessage("\"2026-11-27\" lies in the future.");
  }
}
