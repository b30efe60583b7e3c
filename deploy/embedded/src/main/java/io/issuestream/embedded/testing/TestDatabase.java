package io.issuestream.embedded.testing;

import io.issuestream.embedded.DatabaseAccount;

/**
 * A fresh, empty database.
 *
 * @param owner migrates it, and sees every team's rows
 * @param application reads and writes rows and nothing else; sees those of the team it says it
 *     works for
 */
public record TestDatabase(
    String r2dbcUrl, String jdbcUrl, DatabaseAccount owner, DatabaseAccount application) {

  /** The owner's name. */
  public String username() {
    return owner.name();
  }

  /** The owner's password. */
  public String password() {
    return owner.password();
  }
}
