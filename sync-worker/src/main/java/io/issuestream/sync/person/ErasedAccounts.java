package io.issuestream.sync.person;

import io.issuestream.erasure.Erased;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Accounts as they may be stored: in the place of who was erased stands a pseudonym. Pure.
 *
 * @param stored each once
 * @param places the account that is stored in the place of each one told
 * @param learned accounts of erased people that bear no mark yet
 */
record ErasedAccounts(List<Account> stored, Map<String, String> places, List<String> learned) {

  static ErasedAccounts among(Collection<Account> told, Erased erased) {
    var stored = new LinkedHashMap<String, Account>();
    var places = new HashMap<String, String>();
    var learned = new ArrayList<String>();
    for (Account account : told) {
      String key = account.accountKey();
      boolean known = erased.account(key);
      boolean byAddress = !known && erased.email(account.emailAddress());
      boolean nobody = known || byAddress || Erased.isPseudonym(key);
      Account kept = nobody ? Account.erased(erased.accountPseudonym(key)) : account;
      if (byAddress) {
        learned.add(key);
      }
      stored.putIfAbsent(kept.accountKey(), kept);
      places.put(key, kept.accountKey());
    }
    return new ErasedAccounts(List.copyOf(stored.values()), places, learned);
  }

  /** The references by the accounts as told, from those as stored. */
  Map<String, String> personIds(Map<String, String> byStored) {
    var all = new HashMap<String, String>();
    places.forEach((key, place) -> {
      String personId = byStored.get(place);
      if (personId != null) {
        all.put(key, personId);
      }
    });
    return all;
  }
}
