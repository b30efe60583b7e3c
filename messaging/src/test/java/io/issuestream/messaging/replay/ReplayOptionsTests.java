package io.issuestream.messaging.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayOptionsTests {

  @Test
  void takesASwapForAShadowThatIsSwapped() {
    ReplayOptions options =
        ReplayOptions.of(
            List.of("--swap", "--team=kestrel", "--patience=90s", "--spring.r2dbc.url=r2dbc:x"));
    assertThat(options.shadow()).isTrue();
    assertThat(options.swap()).isTrue();
    assertThat(options.team()).isEqualTo("kestrel");
    assertThat(options.patience()).isEqualTo(Duration.ofSeconds(90));
    assertThat(options.settings()).containsExactly("--spring.r2dbc.url=r2dbc:x");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> ReplayOptions.of(List.of("--shadwo")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--shadwo is not understood.");
    assertThatThrownBy(() -> ReplayOptions.of(List.of("--team=Kestrel!")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReplayOptions.of(List.of("--shadow", "--id=one")))
        .hasMessageContaining("in place");
  }
}
