package io.issuestream.matching.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.user.AccountType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceAccountsTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Build Bot", "dependabot[bot]", "merge-bot", "Automation for Jira",
            "Jira Service Management Widget", "Jenkins",
        "Service Account", "CI user", "Slack", "GitHub for Jira", "renovate", "Team Automation"
      })
  void recognisesServicesByName(String name) {
    assertThat(reads(name, null)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ana Talbot",
        "Abbot Example",
        "Robota Example",
        "Jeremy Slack",
        "Tracy Jenkins",
        "Bottazzi",
        "Circe User",
        "Cicely Agent",
        "Боток Иван",
        "李雷"
      })
  void takesPeopleForPeople(String name) {
    assertThat(reads(name, null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "no-reply@kestrel.example, true",
    "SVC-deploy@kestrel.example, true",
    "jenkins@kestrel.example, true",
    "svcenek@kestrel.example, false",
    "ana@noreply.example, false"
  })
  void recognisesServicesByAddress(String email, boolean service) {
    assertThat(reads("Somebody", email)).isEqualTo(service);
  }

  private static boolean reads(String name, @Nullable String email) {
    return ServiceAccounts.readsLikeOne(
        new Account("p", "a", name, email, true, AccountType.UNKNOWN));
  }
}
