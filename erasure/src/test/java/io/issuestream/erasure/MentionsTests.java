package io.issuestream.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTests {

  private static final Mentions ANN =
      Mentions.of(Identifiers.of("712020:af-1", "ann@example.com", "Ann Müller", "annm"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ask Ann Müller.",
        "ANN MÜLLER",
        "ann mu\u0308ller",
        "(ann@example.com)",
        "Mail ANN@EXAMPLE.COM",
        "[~accountid:712020:af-1]",
        "thanks @AnnM!"
      })
  void findsWhoIsNamed(String text) {
    assertThat(ANN.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Ann", "Müller", "Joann Müller", "Ann Müllers", "annm", "joann@example.com"})
  void findsNobodyElse(String text) {
    assertThat(ANN.in(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "王伟, 请王伟看一下, true",
    "王伟, 王大伟, false",
    "田中太郎, 田中太郎に聞く, true",
    "김민수, 김민수님께, true",
    "Ann, Annさんに聞く, true",
    "Ann, Annaさんに聞く, false",
    "สมชาย, ถามสมชายก่อน, true"
  })
  void findsNamesWhereWordsHaveNoSpacesBetween(String name, String text, boolean named) {
    assertThat(Mentions.of(Identifiers.of(null, null, name, null)).in(text)).isEqualTo(named);
  }

  @Test
  void nobodyIsNowhere() {
    assertThat(Mentions.of(Identifiers.NONE).in("Ann Müller")).isFalse();
    assertThat(Mentions.of(Identifiers.of(null, null, "Al", null)).in("Al")).isFalse();
    assertThat(ANN.in(null)).isFalse();
  }
}
