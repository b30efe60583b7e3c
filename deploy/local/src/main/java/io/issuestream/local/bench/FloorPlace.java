package io.issuestream.local.bench;

import io.issuestream.local.demo.Surface;
import io.issuestream.local.keys.Passwords;
import io.issuestream.local.parts.DatabaseAccounts;
import io.issuestream.local.parts.KafkaAccounts;
import java.net.URI;
import java.nio.file.Path;

/**
 * Where and with what the floors are measured.
 *
 * @param keys directory of the stack's keys and passwords
 * @param team whose stored issues and events give the sizes
 * @param issues in the sandbox's project
 */
record FloorPlace(
    URI sandbox,
    Surface surface,
    int kafkaPort,
    int postgresPort,
    String keys,
    String team,
    String project,
    int issues) {
  DatabaseAccounts accounts() {
    return new DatabaseAccounts(Passwords.in(Path.of(keys)));
  }

  KafkaAccounts kafkaAccounts() {
    return new KafkaAccounts(Passwords.in(Path.of(keys)));
  }

  int warmIssues() {
    return Math.min(issues, Math.max(2000, issues / 4));
  }
}
