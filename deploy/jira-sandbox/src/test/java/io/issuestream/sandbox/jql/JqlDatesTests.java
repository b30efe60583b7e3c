package io.issuestream.sandbox.jql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JqlDatesTests {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:30Z");

  @ParameterizedTest
  @CsvSource({
    "2026-01-02 03:04,    America/New_York, 2026-01-02T08:04:00Z",
    "2026/07/02 03:04,    America/New_York, 2026-07-02T07:04:00Z",
    "2026-01-02,          Asia/Kolkata,     2026-01-01T18:30:00Z",
    "2026-11-01 01:30,    America/New_York, 2026-11-01T05:30:00Z",
    "2026-03-08 02:30,    America/New_York, 2026-03-08T07:30:00Z",
    "-5m,                 UTC,              2026-06-01T11:55:30Z",
    "-2h,                 UTC,              2026-06-01T10:00:30Z",
    "-1d,                 UTC,              2026-05-31T12:00:30Z",
    "1780315230000,       UTC,              2026-06-01T12:00:30Z"
  })
  void readsALiteralInTheAccountsZone(String literal, ZoneId zone, Instant expected) {
    assertThat(Instant.ofEpochMilli(JqlDates.millis("updated", literal, zone, NOW)))
        .isEqualTo(expected);
  }

  @Test
  void refusesWhatIsNoDate() {
    assertThatThrownBy(() -> JqlDates.millis("updated", "2026-13-01 00:00", ZoneId.of("UTC"), NOW))
        .isInstanceOf(QueryRejected.class)
        .hasMessageContaining("Date value '2026-13-01 00:00' for field 'updated' is invalid");
    assertThatThrownBy(() -> JqlDates.millis("created", "yesterday", ZoneId.of("UTC"), NOW))
        .hasMessageContaining("'yesterday'");
  }
}
