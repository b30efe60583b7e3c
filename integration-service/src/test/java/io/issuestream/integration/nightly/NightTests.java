package io.issuestream.integration.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.issuestream.contracts.sync.SyncTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NightTests {

  @ParameterizedTest
  @CsvSource({
    "2026-11-26T12:00:00Z, UTC, 2026-11-27",
    "2026-11-26T23:59:00Z, UTC, 2026-11-27",
    "2026-11-27T00:05:00Z, UTC, 2026-11-27",
    "2026-11-27T11:59:00Z, UTC, 2026-11-27",
    "2026-11-27T12:00:00Z, America/Los_Angeles, 2026-11-27",
    "2026-03-28T23:30:00Z, Europe/Berlin, 2026-03-29",
    "2026-03-29T01:30:00Z, Europe/Berlin, 2026-03-29",
    "2026-12-31T22:00:00Z, UTC, 2027-01-01"
  })
  void lastsFromNoonToNoonAndIsNamedAfterItsMorning(Instant moment, String zone, LocalDate day) {
    assertThat(Night.at(moment, ZoneId.of(zone)).morning()).isEqualTo(day);
  }

  @Test
  void asksForAllTeamsAndThePeopleTooUnderOneNameANight() {
    var request = new Night(LocalDate.of(2026, 11, 27)).request();
    assertThat(request.teamId()).isEqualTo("*");
    assertThat(request.requestId()).isEqualTo("nightly-2026-11-27");
    assertThat(request.trigger()).isEqualTo(SyncTrigger.NIGHTLY);
    assertThat(request.users()).isTrue();
    assertThat(request.full()).isFalse();
    assertThat(request.jiraProjectId()).isNull();
  }

  @Test
  void takesOptionsAsTheyAreWritten() {
    assertThat(TriggerOptions.of(List.of()))
        .isEqualTo(new TriggerOptions(null, ZoneOffset.UTC, Duration.ofSeconds(30), false));
    assertThat(
            TriggerOptions.of(
                List.of("--night=2026-11-27", "--zone=Europe/Berlin", "--timeout=2m")))
        .isEqualTo(
            new TriggerOptions(
                LocalDate.of(2026, 11, 27),
                ZoneId.of("Europe/Berlin"),
                Duration.ofMinutes(2),
                false));
    assertThat(TriggerOptions.of(List.of("--help")).help()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--night=tonight",
        "--night",
        "--zone=Moon/Tranquility",
        "--timeout=0s",
        "--timeout=1h",
        "--timeout=soon",
        "--team=alpha",
        "alpha"
      })
  void refusesWhatItDoesNotUnderstandByName(String argument) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TriggerOptions.of(List.of(argument)))
        .withMessageContaining(argument.replace("--", "").replaceAll("=.*", ""));
  }
}
