package io.issuestream.erasure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person is known by; exists in memory, and sealed, only while they are being erased.
 *
 * @param accounts Jira account ids; on Data Center user keys and names
 * @param emails e-mail addresses
 * @param names display names
 * @param logins GitHub logins
 */
public record Identifiers(
    List<String> accounts, List<String> emails, List<String> names, List<String> logins) {

  /** Nothing known. */
  public static final Identifiers NONE =
      new Identifiers(List.of(), List.of(), List.of(), List.of());

  public Identifiers {
    accounts = distinct(accounts);
    emails = distinct(emails);
    names = distinct(names);
    logins = distinct(logins);
  }

  /** These and more. */
  public Identifiers and(Identifiers more) {
    return new Identifiers(
        joined(accounts, more.accounts),
        joined(emails, more.emails),
        joined(names, more.names),
        joined(logins, more.logins));
  }

  /** One account as a system tells it; blanks count for nothing. */
  public static Identifiers of(
      @Nullable String account,
      @Nullable String email,
      @Nullable String name,
      @Nullable String login) {
    return new Identifiers(one(account), one(email), one(name), one(login));
  }

  /**
   * Names under which the person may have called our API, in lower case, each once: many a login is
   * the user name as well.
   */
  public String[] subjects() {
    return Stream.of(accounts, emails, names, logins)
        .flatMap(List::stream)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .distinct()
        .toArray(String[]::new);
  }

  private static List<String> one(@Nullable String value) {
    return value == null || value.isBlank() ? List.of() : List.of(value.strip());
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static List<String> distinct(@Nullable Collection<String> values) {
    return values == null ? List.of() : List.copyOf(new TreeSet<>(values));
  }

  /** How many, never which. */
  @Override
  public String toString() {
    return "Identifiers[%d accounts, %d e-mail addresses, %d names, %d logins]"
        .formatted(accounts.size(), emails.size(), names.size(), logins.size());
  }
}
