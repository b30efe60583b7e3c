package io.issuestream.sync.issue;

import io.issuestream.jira.Changelog;
import io.issuestream.jira.JiraIssue;
import io.issuestream.jira.JiraUser;
import io.issuestream.sync.person.Account;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The accounts whose references an issue's published state needs. */
public final class IssuePeople {

  private IssuePeople() {}

  /** Everyone the state of these issues will name. */
  public static List<Account> of(List<JiraIssue> issues) {
    var accounts = new ArrayList<Account>();
    for (JiraIssue issue : issues) {
      add(accounts, issue.assignee());
      add(accounts, issue.reporter());
      for (Changelog.Change change : issue.changelog().changes()) {
        if (change.field() == Changelog.Field.ASSIGNEE) {
          mention(accounts, change.from(), change.fromText());
          mention(accounts, change.to(), change.toText());
        }
      }
    }
    return accounts;
  }

  private static void add(List<Account> accounts, @Nullable JiraUser user) {
    if (user != null) {
      accounts.add(Account.of(user, Account.Source.ISSUE));
    }
  }

  private static void mention(
      List<Account> accounts, @Nullable String accountKey, @Nullable String name) {
    if (accountKey != null && !accountKey.isBlank()) {
      accounts.add(Account.mentioned(accountKey, name));
    }
  }
}
