package io.issuestream.embedded;

import java.util.regex.Pattern;

/**
 * An account of PostgreSQL.
 *
 * @param name lower-case letters, digits and underscores, not starting with a digit; 63 at most
 * @param password letters, digits, hyphens and underscores
 */
public record DatabaseAccount(String name, String password) {

  /**
   * What fits into a statement without quoting, whatever its case; 63 bytes is PostgreSQL's limit.
   */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  /** Who may do everything on a server; only for making databases and accounts. */
  static final String SUPERUSER = "postgres";

  public DatabaseAccount {
    requirePlain(name);
    if (!PASSWORD.matcher(password).matches()) {
      throw new IllegalArgumentException(
          "The password of " + name + " has other characters than letters, digits, - and _.");
    }
  }

  static String requirePlain(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no plain PostgreSQL name (a-z, 0-9, _).");
    }
    return name;
  }

  static DatabaseAccount superuser(String password) {
    return new DatabaseAccount(SUPERUSER, password);
  }

  @Override
  public String toString() {
    return "DatabaseAccount[" + name + "]";
  }
}
