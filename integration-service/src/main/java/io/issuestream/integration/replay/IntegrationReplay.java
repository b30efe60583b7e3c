package io.issuestream.integration.replay;

import static io.issuestream.messaging.replay.TableRule.states;
import static io.issuestream.messaging.replay.TableRule.technical;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.replay.StatesOnly;
import io.issuestream.messaging.replay.TableRule;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** What this service holds of how far syncs are. */
@Component
class IntegrationReplay extends StatesOnly {

  IntegrationReplay(DatabaseClient database) {
    super(
        database,
        List.of(
            states("sync_progress", Topic.JIRA_SYNC_PROGRESS)
                .showing("data", "convert_from(t.data, 'UTF8')")),
        own());
  }

  private static List<TableRule> own() {
    return Stream.of(
            "github_author",
            "github_connection",
            "github_hook",
            "github_pull_request_read",
            "github_push",
            "github_repository",
            "jira_connection",
            "oauth_choice",
            "oauth_grant",
            "oauth_state",
            "pull_request",
            "pull_request_ref",
            "tracked_project",
            "webhook_event")
        .map(table -> technical(table, "decided or received here; comes from no topic"))
        .toList();
  }
}
