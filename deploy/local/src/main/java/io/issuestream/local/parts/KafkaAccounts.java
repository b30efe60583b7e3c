package io.issuestream.local.parts;

import static java.util.stream.Collectors.joining;

import io.issuestream.contracts.access.Principal;
import io.issuestream.embedded.KafkaAccess;
import io.issuestream.embedded.KafkaAccount;
import io.issuestream.local.home.Home;
import io.issuestream.local.keys.Passwords;
import io.issuestream.local.keys.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The accounts on the stack's Kafka: one for each principal, and the superuser, as whom the broker
 * itself and the stack work.
 */
public record KafkaAccounts(Passwords passwords) {
  private static final String SUPERUSER = "superuser";

  /**
   * Those of a home, whose passwords are made where they are missing; what {@code kcat} is to be
   * told to come in as the reader is written beside them.
   */
  public static KafkaAccounts ensure(Home home) {
    List<String> names =
        Stream.concat(
                Stream.of(SUPERUSER),
                Arrays.stream(Principal.values()).map(Principal::principalName))
            .map(KafkaAccounts::key)
            .toList();
    KafkaAccounts accounts = new KafkaAccounts(Passwords.in(home.keys()).ensure(names));
    accounts.writeForKcat(kcatFile(home), home.ports().kafka());
    return accounts;
  }

  /** Those of a home that has been started before. */
  public static KafkaAccounts in(Home home) {
    return new KafkaAccounts(Passwords.in(home.keys()));
  }

  /** Where a home keeps the settings that {@code kcat -F} takes. */
  public static Path kcatFile(Home home) {
    return home.keys().resolve("kcat.conf");
  }

  /** Who gets into the broker. */
  public KafkaAccess access() {
    return new KafkaAccess(
        superuser().password(), Arrays.stream(Principal.values()).map(this::of).toList());
  }

  /** Who may do everything; for the stack itself. */
  public KafkaAccount superuser() {
    return KafkaAccount.superuser(passwords.of(key(SUPERUSER)));
  }

  public KafkaAccount of(Principal principal) {
    return account(principal.principalName());
  }

  /** A service's, which is named as it is. */
  public KafkaAccount of(ServiceSpec service) {
    return account(service.name());
  }

  private KafkaAccount account(String name) {
    return new KafkaAccount(name, passwords.of(key(name)));
  }

  private void writeForKcat(Path file, int port) {
    KafkaAccount reader = of(Principal.READER);
    List<String> settings =
        List.of(
            "bootstrap.servers=localhost:" + port,
            "security.protocol=SASL_PLAINTEXT",
            "sasl.mechanism=PLAIN",
            "sasl.username=" + reader.name(),
            "sasl.password=" + reader.password());
    try {
      PrivateFiles.write(file, settings.stream().map(line -> line + "\n").collect(joining()));
    } catch (IOException e) {
      throw new UncheckedIOException("The reader's settings cannot be kept: " + e.getMessage(), e);
    }
  }

  private static String key(String account) {
    return "kafka." + account;
  }
}
