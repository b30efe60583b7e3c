package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JqlTests {

  @Test
  void quotesWhatWouldBeReservedOrEndTheText() {
    assertThat(Jql.project("DO")).isEqualTo("project = \"DO\"");
    assertThat(Jql.quote("a\"b\\c\nd")).isEqualTo("\"a\\\"b\\\\c\\nd\"");
  }

  @Test
  void putsConditionsAndOrderTogether() {
    assertThat(Jql.ordered(Jql.and(Jql.project("INT"), "", Jql.idAfter(42)), Jql.orderById()))
        .isEqualTo("project = \"INT\" AND id > 42 ORDER BY id ASC");
    assertThat(Jql.idIn(List.of(3L, 1L))).isEqualTo("id in (3,1)");
    assertThatThrownBy(() -> Jql.idIn(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-07-01T10:00:59.999Z, Europe/Berlin, 2024-07-01 12:00",
    "2024-01-01T00:00:00Z, Asia/Kolkata, 2024-01-01 05:30",
    "2024-01-01T00:00:00Z, America/St_Johns, 2023-12-31 20:30",
    // Clocks go back from 3:00 to 2:00: 2:30 happens twice, at 0:30Z and 1:30Z.
    "2024-10-27T00:30:00Z, Europe/Berlin, 2024-10-27 01:59",
    "2024-10-27T01:30:00Z, Europe/Berlin, 2024-10-27 01:59",
    "2024-10-27T02:00:00Z, Europe/Berlin, 2024-10-27 03:00",
    // Clocks go forward from 2:00 to 3:00: no instant has a local time in between.
    "2024-03-31T01:00:00Z, Europe/Berlin, 2024-03-31 03:00",
    "2024-03-31T00:59:59Z, Europe/Berlin, 2024-03-31 01:59",
    // Half an hour's change of clocks.
    "2024-04-06T15:10:00Z, Australia/Lord_Howe, 2024-04-07 01:29",
  })
  void writesTheMinuteInTheAccountsZone(Instant watermark, ZoneId zone, String literal) {
    assertThat(Jql.updatedSince(watermark, zone)).isEqualTo("updated >= \"" + literal + "\"");
  }

  @Test
  void goesFarEnoughBackWhenTheZoneIsHidden() {
    Instant watermark = Instant.parse("2024-07-01T10:00:30Z");
    assertThat(Jql.updatedSince(watermark, null)).isEqualTo("updated >= \"2024-06-30 22:00\"");
    for (String zone : ZoneId.getAvailableZoneIds()) {
      assertThat(latestReading(watermark, null, ZoneId.of(zone))).isBeforeOrEqualTo(watermark);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Lisbon",
        "America/New_York",
        "America/Sao_Paulo",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Africa/Casablanca",
        "Asia/Tehran",
        "Antarctica/Troll",
        "UTC"
      })
  void neverMissesWhicheverWayJiraReadsTheLiteral(String zoneName) {
    ZoneId zone = ZoneId.of(zoneName);
    List<Instant> moments = new ArrayList<>();
    Instant at = Instant.parse("2010-01-01T00:00:00Z");
    for (int i = 0; i < 16; i++) {
      var change = zone.getRules().nextTransition(at);
      if (change == null) {
        break;
      }
      at = change.getInstant();
      for (int edge : List.of(-120, -60, -30, 0, 30, 60, 120)) {
        for (int minutes = edge - 3; minutes <= edge + 3; minutes++) {
          moments.add(at.plusSeconds(minutes * 60L + Math.floorMod(minutes, 59)));
          moments.add(at.plusSeconds(minutes * 60L));
        }
      }
    }
    moments.add(Instant.parse("2024-05-05T05:05:05Z"));
    for (Instant watermark : moments) {
      Instant latest = latestReading(watermark, zone, zone);
      assertThat(latest).as("of %s in %s", watermark, zone).isBeforeOrEqualTo(watermark);
      assertThat(Duration.between(latest, watermark)).isLessThan(Duration.ofHours(5));
    }
  }

  /** The latest instant that a Jira in this zone may take the literal for. */
  private static Instant latestReading(
      Instant watermark, @Nullable ZoneId writtenFor, ZoneId readIn) {
    String jql = Jql.updatedSince(watermark, writtenFor);
    LocalDateTime local =
        LocalDateTime.parse(
            jql.substring(jql.indexOf('"') + 1, jql.length() - 1),
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
    List<ZoneOffset> offsets = readIn.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      var gap = readIn.getRules().getTransition(local);
      offsets = List.of(gap.getOffsetBefore(), gap.getOffsetAfter());
    }
    return offsets.stream().map(local::toInstant).max(Instant::compareTo).orElseThrow();
  }
}
