package io.issuestream.integration.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OAuthPropertiesTests {

  private static final String PREFIX = "issuestream.jira.oauth";

  private static OAuthProperties bound(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate(PREFIX, OAuthProperties.class);
  }

  private static Map<String, String> complete() {
    return Map.of(
        PREFIX + ".client-id", "app",
        PREFIX + ".client-secret", "s3cret",
        PREFIX + ".redirect-uri", "https://issuestream.test/callback");
  }

  @Test
  void isOffWithoutAClientAndKnowsWhereAtlassianIs() {
    OAuthProperties none = bound(Map.of());
    assertThat(none.isOn()).isFalse();
    assertThat(none.tokenUrl()).hasToString("https://auth.atlassian.com/oauth/token");
    assertThat(none.scopes()).contains("read:jira-work", "offline_access");
  }

  @Test
  void isOnWithAClientUnlessSwitchedOff() {
    assertThat(bound(complete()).isOn()).isTrue();
    var off = new java.util.HashMap<>(complete());
    off.put(PREFIX + ".enabled", "false");
    assertThat(bound(off).isOn()).isFalse();
    off.put(PREFIX + ".enabled", "");
    assertThat(bound(off).isOn()).isTrue();
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> bound(Map.of(PREFIX + ".client-id", "app")))
        .rootCause()
        .hasMessageContaining("client-secret");
  }

  @Test
  void renewsAheadButNeverBeforeHalfOfTheLife() {
    OAuthProperties properties = bound(complete());
    assertThat(properties.renewAfter(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(55));
    assertThat(properties.renewAfter(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void showsNoSecret() {
    assertThat(bound(complete()).toString()).doesNotContain("s3cret");
  }
}
