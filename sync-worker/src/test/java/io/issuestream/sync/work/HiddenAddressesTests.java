package io.issuestream.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.JiraUser;
import io.issuestream.jira.JiraUser.AccountType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HiddenAddressesTests {

  private static final String ADDRESS = "Ada@Example.com";

  @Test
  void theOnlyAccountFoundIsTheOwnerThoughItHidesItsAddress() {
    JiraUser hidden = account("1", null, AccountType.ATLASSIAN);
    assertThat(HiddenAddresses.owner(List.of(hidden), ADDRESS)).contains(hidden);
  }

  @Test
  void anAccountThatShowsAnotherAddressWasFoundBySomethingElse() {
    assertThat(
            HiddenAddresses.owner(
                List.of(account("1", "other@example.com", AccountType.ATLASSIAN)), ADDRESS))
        .isEmpty();
  }

  @Test
  void ofSeveralOnlyTheOneThatShowsTheAddressIsTheOwner() {
    JiraUser hidden = account("1", null, AccountType.ATLASSIAN);
    JiraUser shown = account("2", "ada@example.com", AccountType.ATLASSIAN);
    assertThat(HiddenAddresses.owner(List.of(hidden, shown), ADDRESS)).contains(shown);
    assertThat(
            HiddenAddresses.owner(
                List.of(hidden, account("3", null, AccountType.ATLASSIAN)), ADDRESS))
        .isEmpty();
  }

  @Test
  void anAppIsNobody() {
    assertThat(HiddenAddresses.owner(List.of(account("1", null, AccountType.APP)), ADDRESS))
        .isEmpty();
    assertThat(HiddenAddresses.owner(List.of(), ADDRESS)).isEmpty();
  }

  private static JiraUser account(String key, @Nullable String email, AccountType type) {
    return new JiraUser(key, "Ada", email, true, type, null);
  }
}
