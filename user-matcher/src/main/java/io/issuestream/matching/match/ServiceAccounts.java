package io.issuestream.matching.match;

import io.issuestream.contracts.user.AccountType;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises accounts that are no person's. Cloud says which accounts are apps; elsewhere only
 * names and addresses give a hint, so just the obvious ones are taken, and only if no member fits.
 */
final class ServiceAccounts {

  private static final Pattern NAMED =
      Pattern.compile(
          "(^|[^\\p{L}])bot($|[^\\p{L}])"
              + "|dependabot|renovate|slackbot"
              + "|^automation\\b|\\bautomation$|\\bfor jira\\b|^jira\\b"
              + "|\\b(service|system|technical|build|deploy|ci|integration)[ _-]?(account|user|agent)\\b"
              + "|^(github|gitlab|bitbucket|jenkins|bamboo|slack|zapier|opsgenie|statuspage|trello|confluence|sonarqube)$",
          Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern ADDRESSED =
      Pattern.compile(
          "^(no[-_.]?reply|do[-_.]?not[-_.]?reply|svc[-_.].*|service[-_.]?account.*|jira|jenkins|bot|ci)@.*");

  private ServiceAccounts() {}

  /** Whether the server says that it is an app. */
  static boolean isApp(Account account) {
    return account.type() == AccountType.APP || account.accountId().startsWith("addon_");
  }

  /** Whether it reads like a service account. */
  static boolean readsLikeOne(Account account) {
    return NAMED.matcher(account.displayName().strip().toLowerCase(Locale.ROOT)).find()
        || (account.email() != null
            && ADDRESSED.matcher(account.email().strip().toLowerCase(Locale.ROOT)).matches());
  }
}
