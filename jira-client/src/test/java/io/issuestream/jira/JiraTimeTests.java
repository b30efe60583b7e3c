package io.issuestream.jira;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JiraTimeTests {

  @ParameterizedTest
  @CsvSource({
    "2024-01-01T10:00:00.000+0000, 2024-01-01T10:00:00Z",
    "2024-02-29T23:59:59.999+0530, 2024-02-29T18:29:59.999Z",
    "2026-07-29T16:00:35.925Z, 2026-07-29T16:00:35.925Z",
    "2016-04-25T10:44:22.273-05:00, 2016-04-25T15:44:22.273Z",
    "2016-04-25T10:44:22-0500, 2016-04-25T15:44:22Z",
    "2016-04-25T10:44:22+09, 2016-04-25T01:44:22Z",
    "2016-04-25T10:44:22.5Z, 2016-04-25T10:44:22.500Z",
    "2016-04-25T10:44:22.123456789Z, 2016-04-25T10:44:22.123456789Z",
  })
  void readsEveryWayInWhichJiraWritesAMoment(String text, String instant) {
    assertThat(JiraTime.parse(text)).isEqualTo(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "None",
        "2024-01-01",
        "25/Jul/13 8:52 AM and more",
        "2024-01-01T10:00:00.000",
        "2024-13-01T10:00:00.000Z",
        "2024-01-32T10:00:00Z",
        "2024-01-01T25:00:00Z",
        "2024-01-01T10:00:00.000+00000",
        "2024-01-01T10:00:00.000*0000",
        "2024-01-01T10-00-00Z    ",
        "2024-01-01T10:00:00.000+9900",
        "2024-xx-01T10:00:00.000+0000",
        "2024-01-01T10:00:00.Z0Z"
      })
  void takesNothingElseForAMoment(String text) {
    assertThat(JiraTime.parse(text)).isNull();
  }

  @Test
  void readsEpochNumbersInSecondsAndInMilliseconds() {
    JsonNode node = Json.tree("{\"s\":1492070429,\"ms\":1492070429123,\"x\":true}".getBytes(UTF_8));
    assertThat(JiraTime.at(node, "s")).isEqualTo(Instant.parse("2017-04-13T08:00:29Z"));
    assertThat(JiraTime.at(node, "ms")).isEqualTo(Instant.parse("2017-04-13T08:00:29.123Z"));
    assertThat(JiraTime.at(node, "x")).isNull();
    assertThat(JiraTime.at(node, "absent")).isNull();
  }

  @Test
  void keepsTheOffsetOfTheServersClock() {
    assertThat(JiraTime.parseWithOffset("2020-03-31T16:43:50.000+1100"))
        .hasToString("2020-03-31T16:43:50+11:00");
  }

  @Test
  void takesAZoneUnknownToThisJavaForNone() {
    assertThat(JiraTime.zone("Europe/Lisbon")).isEqualTo(ZoneId.of("Europe/Lisbon"));
    assertThat(JiraTime.zone("Z")).isEqualTo(ZoneOffset.UTC);
    assertThat(JiraTime.zone("Mars/Olympus")).isNull();
    assertThat(JiraTime.zone(null)).isNull();
  }
}
