package io.issuestream.sync.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.jira.JiraCredentials;
import io.issuestream.jira.JiraKind;
import io.issuestream.sync.testing.SealingKeys;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CredentialKeysTests {

  private static final SealingKeys PAIR = SealingKeys.create();
  private final CredentialKeys keys = CredentialKeys.from(PAIR.privateKeyset());

  private static SealedConnection sealed(String plain, long version) {
    return new SealedConnection(
        "t",
        "c",
        JiraKind.CLOUD,
        URI.create("https://jira.example.com"),
        version,
        PAIR.seal(plain, "t", "c", 3),
        false);
  }

  @Test
  void opensEveryKind() {
    assertThat(keys.open(sealed("{\"kind\":\"api_token\",\"email\":\"a@x\",\"token\":\"s\"}", 3)))
        .isEqualTo(new JiraCredentials.ApiToken("a@x", "s"));
    assertThat(keys.open(sealed("{\"kind\":\"personal_access_token\",\"token\":\"s\"}", 3)))
        .isEqualTo(new JiraCredentials.PersonalAccessToken("s"));
    assertThat(keys.open(sealed("{\"kind\":\"basic\",\"username\":\"u\",\"password\":\"s\"}", 3)))
        .isEqualTo(new JiraCredentials.Basic("u", "s"));
    assertThat(keys.open(sealed("{\"kind\":\"oauth\",\"token\":\"s\"}", 3)))
        .isEqualTo(new JiraCredentials.OAuth("s"));
    assertThat(keys.open(sealed("{\"kind\":\"anonymous\"}", 3)))
        .isEqualTo(new JiraCredentials.Anonymous());
  }

  @Test
  void opensOnlyTheVersionTheyWereSealedFor() {
    assertThatThrownBy(() -> keys.open(sealed("{\"kind\":\"anonymous\"}", 4)))
        .isInstanceOf(CredentialsUnreadable.class);
  }

  @Test
  void saysNothingOfWhatIsInside() {
    assertThatThrownBy(() -> keys.open(sealed("secret-token, not JSON", 3)))
        .isInstanceOf(CredentialsUnreadable.class)
        .hasNoCause()
        .hasMessageNotContaining("secret-token");
  }

  @Test
  void needsAKeyset() {
    CredentialKeys none = CredentialKeys.from(null);
    assertThatThrownBy(() -> none.open(sealed("{\"kind\":\"anonymous\"}", 3)))
        .hasMessageContaining("ISSUESTREAM_KEYS_CREDENTIALS_PRIVATE");
    assertThatThrownBy(() -> CredentialKeys.from(Path.of("missing.json")))
        .hasMessageContaining("missing.json");
  }
}
