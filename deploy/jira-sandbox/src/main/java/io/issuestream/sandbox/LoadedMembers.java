package io.issuestream.sandbox;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.Accounts;

/**
 * A members list for loaded data, which has none of its own: the active people it shows. A list of
 * members needs e-mail addresses; who shows none is given one that cannot exist.
 */
final class LoadedMembers {
  private LoadedMembers() {}

  static String csv(Accounts accounts) {
    StringBuilder csv = new StringBuilder("email,displayName,githubLogin\n");
    for (Account account : accounts.all()) {
      if (account.active()
          && account.accountType().equals("atlassian")
          && account.displayName() != null) {
        String email = account.anyEmail();
        csv.append(cell(email == null ? account.accountId() + "@example.invalid" : email));
        csv.append(',').append(cell(account.displayName())).append(",\n");
      }
    }
    return csv.toString();
  }

  private static String cell(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
