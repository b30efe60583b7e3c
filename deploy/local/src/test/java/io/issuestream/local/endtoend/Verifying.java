package io.issuestream.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.access.Principal;
import io.issuestream.embedded.testing.TestServers;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.verify.Outcome;
import io.issuestream.local.verify.Report;
import io.issuestream.local.verify.Verification;
import io.issuestream.local.verify.VerifyPrintout;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Verifies what a running stack has of a team, as an sre does. */
record Verifying(RunningStack running, String team) {
  private static final Duration WITHIN = Duration.ofSeconds(60);

  /** Finds all equal, and something there to be equal. */
  Report.Team equal(boolean census) {
    Report report = run(census);
    assertThat(report.differences()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(report.teams()).hasSize(1);
    return report.teams().getFirst();
  }

  Report run(boolean census) {
    Map<String, Object> kafka =
        new HashMap<>(TestServers.kafkaAccount(Principal.SRE).clientSettings());
    kafka.put("bootstrap.servers", TestServers.get().walledBootstrapServers());
    Report report =
        new Verification(
                running.stack().frontDoor(),
                () ->
                    running
                        .stack()
                        .tokens()
                        .issue("verify", "platform", TokenRole.SRE, Duration.ofHours(1)),
                kafka,
                running.topicPrefix())
            .run(new Verification.Scope(Set.of(team), Set.of(), WITHIN, census), line -> {});
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    new VerifyPrintout(new Terminal(out, false, false)).print(report);
    return report;
  }

  /** Changes a service's rows behind its back, the last statement so many as it says. */
  void change(ServiceSpec service, int rows, String... statements) {
    try (Connection connection = new Places(running).superuser(service);
        Statement statement = connection.createStatement()) {
      int changed = 0;
      for (String sql : statements) {
        changed = statement.executeUpdate(sql);
      }
      assertThat(changed).as(statements[statements.length - 1]).isEqualTo(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
