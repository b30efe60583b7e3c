package io.issuestream.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NumbersTests {
  private static final JsonNode VALUES =
      JsonMapper.builder()
          .build()
          .readTree("{\"share\":0.7284,\"hours\":47.94,\"days\":60,\"whole\":5.0,\"none\":null}");

  @Test
  void readsWellWhateverTheMachinesLanguage() {
    assertThat(Numbers.whole(29057)).isEqualTo("29,057");
    assertThat(Numbers.seconds(Duration.ofMillis(1234))).isEqualTo("1.234 s");
    assertThat(Numbers.percent(VALUES.path("share"))).isEqualTo("73 %");
    assertThat(Numbers.hours(VALUES.path("hours"))).isEqualTo("47.9 h");
    assertThat(Numbers.hours(VALUES.path("days"))).isEqualTo("2.5 d");
    assertThat(Numbers.plain(VALUES.path("whole"))).isEqualTo("5");
  }

  @Test
  void showsADashWhereThereIsNoFigure() {
    assertThat(Numbers.hours(VALUES.path("none"))).isEqualTo("-");
    assertThat(Numbers.percent(VALUES.path("missing"))).isEqualTo("-");
  }
}
