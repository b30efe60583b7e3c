package io.issuestream.local.parts;

import io.issuestream.embedded.DatabaseAccount;
import io.issuestream.embedded.PostgresDatabases;
import io.issuestream.local.home.Home;
import io.issuestream.local.keys.Passwords;
import java.util.List;
import java.util.stream.Stream;

/**
 * The accounts on the stack's PostgreSQL: for each service one that owns its database and is named
 * like it, and one that the service works with; and the superuser, who makes them.
 */
public record DatabaseAccounts(Passwords passwords) {
  private static final String SUPERUSER = "postgres";

  /** Those of a home, whose passwords are made where they are missing. */
  public static DatabaseAccounts ensure(Home home) {
    List<String> names =
        Stream.concat(
                Stream.of(SUPERUSER),
                ServiceSpec.ALL.stream()
                    .flatMap(service -> Stream.of(ownerOf(service), applicationOf(service))))
            .map(DatabaseAccounts::key)
            .toList();
    return new DatabaseAccounts(Passwords.in(home.keys()).ensure(names));
  }

  /** Those of a home that has been started before. */
  public static DatabaseAccounts in(Home home) {
    return new DatabaseAccounts(Passwords.in(home.keys()));
  }

  public String superuserPassword() {
    return passwords.of(key(SUPERUSER));
  }

  public DatabaseAccount owner(ServiceSpec service) {
    return account(ownerOf(service));
  }

  public DatabaseAccount application(ServiceSpec service) {
    return account(applicationOf(service));
  }

  /** Makes every service's database, accounts and rights where they are missing. */
  public void giveTo(PostgresDatabases databases) {
    ServiceSpec.ALL.forEach(
        service -> databases.ensure(service.database(), owner(service), application(service)));
  }

  /** Makes one more database, for a benchmark. */
  public void giveTo(PostgresDatabases databases, String database) {
    String application = database + "_app";
    passwords.ensure(List.of(key(database), key(application)));
    databases.ensure(database, account(database), account(application));
  }

  private DatabaseAccount account(String name) {
    return new DatabaseAccount(name, passwords.of(key(name)));
  }

  private static String ownerOf(ServiceSpec service) {
    return service.database();
  }

  private static String applicationOf(ServiceSpec service) {
    return service.database() + "_app";
  }

  private static String key(String account) {
    return "postgresql." + account;
  }
}
