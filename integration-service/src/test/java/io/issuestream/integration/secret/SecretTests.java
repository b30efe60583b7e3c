package io.issuestream.integration.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.integration.TestKeys;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SecretTests {

  private final TestKeys keys = TestKeys.make();
  private final KeyProperties files = properties(keys.atRest(), keys.credentialsPublic());
  private final SecretConfiguration configuration = new SecretConfiguration();

  @Test
  void opensAtRestOnlyInItsOwnPlace() {
    SecretsAtRest secrets = configuration.secretsAtRest(files);
    byte[] sealed = secrets.seal("token-1".getBytes(UTF_8), "alpha/c-1");
    assertThat(secrets.open(sealed, "alpha/c-1")).asString(UTF_8).isEqualTo("token-1");
    assertThat(new String(sealed, UTF_8)).doesNotContain("token-1");
    assertThatThrownBy(() -> secrets.open(sealed, "beta/c-1"))
        .isInstanceOf(SecretUnreadable.class)
        .hasMessageNotContaining("token-1");
  }

  @Test
  void opensAtTheWorkerOnlyAsTheVersionItIs() throws GeneralSecurityException {
    SecretsForWorker secrets = configuration.secretsForWorker(files);
    String sealed = secrets.seal("token-1".getBytes(UTF_8), "alpha", "c-1", 3);
    assertThat(keys.open(sealed, "alpha/c-1/3")).isEqualTo("token-1");
    for (String other : new String[] {"alpha/c-1/2", "alpha/c-2/3", "beta/c-1/3", ""}) {
      assertThatThrownBy(() -> keys.open(sealed, other))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void doesNotStartWithoutItsKeys() {
    var missing = properties("/nowhere/keys.json", keys.atRest());
    assertThatThrownBy(() -> configuration.secretsAtRest(missing))
        .hasMessageContaining("/nowhere/keys.json");
    // A private keyset where the public one belongs is refused, not used.
    assertThatThrownBy(() -> configuration.secretsForWorker(missing))
        .isInstanceOf(IllegalStateException.class);
  }

  private static KeyProperties properties(String atRest, String credentialsPublic) {
    return new KeyProperties(
        atRest, credentialsPublic, Duration.ofSeconds(5), Duration.ofMinutes(5));
  }
}
