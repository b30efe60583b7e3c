package io.issuestream.sandbox.data;

import io.issuestream.sandbox.json.JsonBytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Every account seen, numbered so that an issue holds a small number in place of each user object.
 */
public final class Accounts {
  private final List<Account> numbered = new ArrayList<>();
  private final Map<Account, Integer> numbers = new HashMap<>();
  private final Map<String, Account> byId = new HashMap<>();

  /** The number of an account, giving it one when its content is new. */
  public synchronized int number(Account account) {
    Integer known = numbers.get(account);
    if (known != null) {
      return known;
    }
    numbers.put(account, numbered.size());
    numbered.add(account);
    byId.putIfAbsent(account.accountId(), account);
    return numbered.size() - 1;
  }

  /** The account with a number that was given out. */
  synchronized Account account(int number) {
    return numbered.get(number);
  }

  /** One entry per account, as first seen, in the order of account ids. */
  public synchronized List<Account> all() {
    return sorted(byId.values(), Comparator.comparing(Account::accountId));
  }

  /** One entry per account, as first seen, in the order of Data Center logins. */
  public synchronized List<Account> allByName() {
    return sorted(
        byId.values(), Comparator.comparing(Account::name).thenComparing(Account::accountId));
  }

  /** How many different accounts there are. */
  public synchronized int count() {
    return byId.size();
  }

  /** The account with this account id. */
  public synchronized Optional<Account> byId(String accountId) {
    return Optional.ofNullable(byId.get(accountId));
  }

  /** Finds an account by account id, key, login, display name or e-mail, in this order. */
  public synchronized Optional<Account> find(String text) {
    Account exact = byId.get(text);
    if (exact != null) {
      return Optional.of(exact);
    }
    List<Account> all = all();
    return all.stream()
        .filter(a -> text.equals(a.key()) || text.equals(a.name()))
        .findFirst()
        .or(() ->
            all.stream()
                .filter(a -> text.equals(a.displayName()) || text.equals(a.anyEmail()))
                .findFirst());
  }

  /**
   * Whether a user search's text finds the account: by the start of a word of its name, its login
   * or its e-mail.
   */
  public static boolean matches(Account account, String query) {
    String wanted = query.toLowerCase(Locale.ROOT);
    String shown =
        account.displayName() == null ? "" : account.displayName().toLowerCase(Locale.ROOT);
    String email = account.anyEmail() == null ? "" : account.anyEmail().toLowerCase(Locale.ROOT);
    return shown.startsWith(wanted)
        || shown.contains(" " + wanted)
        || account.name().toLowerCase(Locale.ROOT).startsWith(wanted)
        || (!email.isEmpty() && email.startsWith(wanted));
  }

  /** Writes a user object as the surface shows it. */
  public static void write(Account account, Rendering to, JsonBytes out) {
    out.raw('{')
        .ascii("\"self\":\"")
        .escaped(to.baseUrl())
        .ascii("/rest/api/")
        .raw(to.apiVersion());
    if (to.surface() == Surface.CLOUD) {
      out.ascii("/user?accountId=").escaped(account.accountId()).ascii("\",\"accountId\":");
      out.string(account.accountId());
    } else {
      out.ascii("/user?username=")
          .escaped(account.name())
          .ascii("\",\"name\":")
          .string(account.name());
      out.ascii(",\"key\":").string(account.key());
    }
    if (account.email() != null) {
      out.ascii(",\"emailAddress\":").string(account.email());
    }
    out.ascii(",\"displayName\":").string(account.displayName());
    out.ascii(account.active() ? ",\"active\":true" : ",\"active\":false");
    if (account.timeZone() != null) {
      out.ascii(",\"timeZone\":").string(account.timeZone());
    }
    if (to.surface() == Surface.CLOUD) {
      out.ascii(",\"accountType\":").string(account.accountType());
    }
    out.raw('}');
  }

  private static List<Account> sorted(Collection<Account> accounts, Comparator<Account> order) {
    return accounts.stream().sorted(order).toList();
  }
}
