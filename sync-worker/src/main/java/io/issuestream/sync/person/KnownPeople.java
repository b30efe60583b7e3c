package io.issuestream.sync.person;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one worker, while it holds a connection, knows to be stored; it spares a look into the table
 * for every page. A reference never changes, so it may be kept. Safe for many threads.
 */
public final class KnownPeople {

  private record Known(String personId, Account account) {}

  private final Map<String, Known> byAccount = new ConcurrentHashMap<>();

  /**
   * Those of the accounts that are new or told differently by a source at least as good; each once.
   */
  public List<Account> news(Collection<Account> accounts) {
    var news = new LinkedHashMap<String, Account>();
    for (Account account : accounts) {
      Known known = byAccount.get(account.accountKey());
      if (known == null
          || (account.source().compareTo(known.account().source()) >= 0
              && !account.equals(known.account()))) {
        news.merge(
            account.accountKey(),
            account,
            (one, other) -> other.source().compareTo(one.source()) > 0 ? other : one);
      }
    }
    return List.copyOf(news.values());
  }

  /** Notes what was stored; call it once that is committed. */
  public void stored(Collection<Account> accounts, Map<String, String> personIds) {
    for (Account account : accounts) {
      String personId = personIds.get(account.accountKey());
      if (personId != null) {
        byAccount.put(account.accountKey(), new Known(personId, account));
      }
    }
  }

  /**
   * The reference of an account.
   *
   * @throws IllegalStateException if it was not resolved before
   */
  public String personId(String accountKey) {
    Known known = byAccount.get(accountKey);
    if (known == null) {
      throw new IllegalStateException("An account was not resolved");
    }
    return known.personId();
  }
}
