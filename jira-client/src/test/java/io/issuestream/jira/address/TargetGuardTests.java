package io.issuestream.jira.address;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class TargetGuardTests {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final TargetGuard strict = new TargetGuard(new AddressRules(List.of()));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8090/cloud",
        "https://localhost/",
        "https://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "https://2130706433/",
        "https://0x7f.1/"
      })
  void refusesPrivateTargetsHoweverTheyAreWritten(String address) {
    StepVerifier.create(strict.check(URI.create(address), false))
        .expectError(TargetRefused.class)
        .verify(LIMIT);
  }

  /** Even those that would be public: two readers of one spelling may read two addresses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://134744072/",
        "https://010.8.8.8/",
        "https://0x08080808/",
        "https://8.8.2056/"
      })
  void refusesSpellingsThatNotEverybodyReadsAlike(String address) {
    StepVerifier.create(strict.check(URI.create(address), false))
        .expectErrorSatisfies(
            refused -> Assertions.assertThat(refused).isInstanceOf(TargetRefused.class))
        .verify(LIMIT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://8.8.8.8/", "https://[64:ff9b::8.8.8.8]/"})
  void allowsPlainAddressesOfThePublicInternet(String address) {
    StepVerifier.create(strict.check(URI.create(address), true)).expectComplete().verify(LIMIT);
  }

  @Test
  void sendsNoCredentialsInTheOpenToThePublicInternet() {
    StepVerifier.create(strict.check(URI.create("http://8.8.8.8/"), true))
        .expectErrorSatisfies(
            refused -> Assertions.assertThat(refused).hasMessageContaining("https"))
        .verify(LIMIT);
    StepVerifier.create(strict.check(URI.create("https://8.8.8.8/"), true))
        .expectComplete()
        .verify(LIMIT);
    StepVerifier.create(strict.check(URI.create("http://8.8.8.8/"), false))
        .expectComplete()
        .verify(LIMIT);
  }

  @Test
  void allowsTheOwnNetworkWhereTheInstallationSaysSo() {
    var guard = new TargetGuard(new AddressRules(List.of("loopback")));
    StepVerifier.create(guard.check(URI.create("http://127.0.0.1:1/"), true))
        .expectComplete()
        .verify(LIMIT);
  }

  @Test
  void saysSoOfAHostThatDoesNotExist() {
    StepVerifier.create(strict.check(URI.create("https://no-such-host.invalid/"), false))
        .expectErrorSatisfies(refused ->
            Assertions.assertThat(refused)
                .isInstanceOf(TargetRefused.class)
                .hasMessageContaining("no-such-host.invalid"))
        .verify(LIMIT);
  }
}
