package io.issuestream.sync.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.user.AccountType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownPeopleTests {

  private final KnownPeople people = new KnownPeople();

  private static Account account(String name, Account.Source source) {
    return new Account("a", name, null, true, AccountType.UNKNOWN, source);
  }

  @Test
  void theBestSourceOfAPageCounts() {
    assertThat(
            people.news(
                List.of(
                    account("short", Account.Source.CHANGELOG),
                    account("Full", Account.Source.ISSUE),
                    account("short", Account.Source.CHANGELOG))))
        .containsExactly(account("Full", Account.Source.ISSUE));
  }

  @Test
  void whatIsStoredIsNoNews() {
    people.stored(List.of(account("Full", Account.Source.ISSUE)), Map.of("a", "p-1"));
    assertThat(people.personId("a")).isEqualTo("p-1");
    assertThat(people.news(List.of(account("Full", Account.Source.ISSUE)))).isEmpty();
    assertThat(people.news(List.of(account("else", Account.Source.CHANGELOG)))).isEmpty();
  }

  @Test
  void anotherNameFromTheSameOrABetterSourceIsNews() {
    people.stored(List.of(account("Full", Account.Source.ISSUE)), Map.of("a", "p-1"));
    assertThat(people.news(List.of(account("Married", Account.Source.ISSUE)))).hasSize(1);
    assertThat(people.news(List.of(account("Full", Account.Source.DIRECTORY)))).hasSize(1);
  }
}
