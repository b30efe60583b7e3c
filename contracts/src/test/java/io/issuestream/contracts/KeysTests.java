package io.issuestream.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTests {

  @Test
  void theTeamComesFirst() {
    assertThat(Keys.of("kestrel", "kestrel-robotics/rover#57"))
        .isEqualTo("kestrel/kestrel-robotics/rover#57");
    assertThat(Keys.teamOf("kestrel/kestrel-robotics/rover#57")).isEqualTo("kestrel");
    assertThat(Keys.teamOf("no-team")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "kestrel", "kestrel-2"})
  void namesATeam(String team) {
    assertThat(Keys.requireTeam(team)).isEqualTo(team);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "Kestrel", "-kestrel", "kes/trel", "kestrel\n"})
  void namesNoTeam(String team) {
    assertThatThrownBy(() -> Keys.requireTeam(team))
        .hasMessageContaining("lower-case letters, digits and hyphens");
  }

  @Test
  void aTeamsNameFitsAHostName() {
    assertThat(Keys.requireTeam("a".repeat(63))).hasSize(63);
    assertThatThrownBy(() -> Keys.requireTeam("a".repeat(64))).hasMessageContaining("1 to 63");
  }
}
