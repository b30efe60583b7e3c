package io.issuestream.local.bench;

import io.issuestream.local.demo.Surface;
import java.net.URI;

/**
 * Where and with what the floors are measured.
 *
 * @param team whose stored issues and events give the sizes
 * @param issues in the sandbox's project
 */
record FloorPlace(
    URI sandbox,
    Surface surface,
    int kafkaPort,
    int postgresPort,
    String team,
    String project,
    int issues) {
  int warmIssues() {
    return Math.min(issues, Math.max(2000, issues / 4));
  }
}
