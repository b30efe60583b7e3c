package io.issuestream.integration.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.integration.ServiceIT;
import io.issuestream.sandbox.JiraSandbox;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class StoredSecretsIT extends ServiceIT {

  @Test
  void aDumpOfTheDatabaseShowsNoSecret() throws SQLException, IOException {
    connect(admin(), cloud()).expectStatus().isCreated();
    connect(as(newTeam(), "team_admin"), dataCenter()).expectStatus().isCreated();
    Map<?, ?> hook =
        admin()
            .post()
            .uri("/api/v1/integration/github/hooks")
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    assertThat(hook).isNotNull();
    String dump = dump();
    // The dump is what it should be: what is no secret stands in it.
    assertThat(dump).contains(team, JIRA.cloudUrl(), String.valueOf(hook.get("hookId")));
    for (String secret :
        List.of(
            JiraSandbox.CLOUD_API_TOKEN,
            JiraSandbox.PERSONAL_ACCESS_TOKEN,
            JiraSandbox.CLOUD_EMAIL,
            String.valueOf(hook.get("secret")))) {
      byte[] bytes = secret.getBytes(UTF_8);
      assertThat(dump)
          .doesNotContain(secret)
          .doesNotContain(HexFormat.of().formatHex(bytes))
          .doesNotContain(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }
  }

  private static String dump() throws SQLException, IOException {
    var database = stack().database();
    try (Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
      var text = new StringWriter();
      for (String table : tables(connection)) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("copy " + table + " to stdout", text);
      }
      return text.toString();
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = 'public'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    assertThat(tables).contains("jira_connection", "github_hook", "outbox_state");
    return tables;
  }
}
