package io.issuestream.sync.person;

import io.issuestream.contracts.user.AccountType;
import io.issuestream.erasure.Erased;
import io.issuestream.jira.JiraUser;
import org.jspecify.annotations.Nullable;

/**
 * A Jira account as somewhere told.
 *
 * @param accountKey Cloud account id, Data Center user key
 * @param emailAddress null where hidden
 * @param source where it was told, which decides what outranks what
 */
public record Account(
    String accountKey,
    String displayName,
    @Nullable String emailAddress,
    boolean active,
    AccountType accountType,
    Source source) {

  /** Where an account was told, the weakest first. */
  public enum Source {
    /** Only its key and a name, in an issue's history. */
    CHANGELOG(0),
    /** In a field of an issue. */
    ISSUE(1),
    /** In the site's list of users. */
    DIRECTORY(2),
    /** Nowhere any more: the person was erased, and no source says otherwise. */
    ERASED(3);

    private final short rank;

    Source(int rank) {
      this.rank = (short) rank;
    }

    /** As stored; a higher one outranks a lower. */
    short rank() {
      return rank;
    }
  }

  /** An account from an issue's field or the list of users. */
  public static Account of(JiraUser user, Source source) {
    return new Account(
        user.accountKey(),
        user.displayName(),
        user.emailAddress(),
        user.active(),
        AccountType.valueOf(user.accountType().name()),
        source);
  }

  /** An account that only a history names. */
  public static Account mentioned(String accountKey, @Nullable String name) {
    return new Account(
        accountKey,
        name == null || name.isBlank() ? accountKey : name,
        null,
        true,
        AccountType.UNKNOWN,
        Source.CHANGELOG);
  }

  /** What is kept of an account whose person was erased: that there is one. */
  static Account erased(String pseudonym) {
    return new Account(pseudonym, Erased.NAME, null, false, AccountType.UNKNOWN, Source.ERASED);
  }

  /** Never the name or address, which are personal. */
  @Override
  public String toString() {
    return "Account[" + accountKey + ", " + source + "]";
  }
}
