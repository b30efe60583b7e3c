package io.issuestream.embedded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets into a broker: each account by its password, and nobody without.
 *
 * @param superuserPassword of the account that may do everything
 * @param accounts all others
 * @param openPort one more port, on which everyone may do everything; for tests alone
 */
public record KafkaAccess(
    String superuserPassword, List<KafkaAccount> accounts, @Nullable Integer openPort) {

  public KafkaAccess {
    accounts = List.copyOf(accounts);
  }

  /** By password only. */
  public KafkaAccess(String superuserPassword, List<KafkaAccount> accounts) {
    this(superuserPassword, accounts, null);
  }

  /** With a port where nobody is asked. */
  public KafkaAccess withOpenPort(int port) {
    return new KafkaAccess(superuserPassword, accounts, port);
  }

  KafkaAccount superuser() {
    return KafkaAccount.superuser(superuserPassword);
  }

  @Override
  public String toString() {
    return "KafkaAccess" + accounts;
  }
}
