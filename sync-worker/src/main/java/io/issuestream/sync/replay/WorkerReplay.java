package io.issuestream.sync.replay;

import static io.issuestream.messaging.replay.TableRule.states;
import static io.issuestream.messaging.replay.TableRule.technical;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.replay.StatesOnly;
import io.issuestream.messaging.replay.TableRule;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** What this service holds of connections, credentials, projects and members. */
@Component
class WorkerReplay extends StatesOnly {

  private static final String READ = "how far it was read, which no topic tells";

  WorkerReplay(DatabaseClient database) {
    super(
        database,
        List.of(
            states("jira_connection", Topic.JIRA_CONNECTIONS),
            states("jira_credential", Topic.JIRA_CREDENTIALS)
                // Reports are for people; what is sealed is not.
                .showing("ciphertext", "encode(sha256(convert_to(t.ciphertext, 'UTF8')), 'hex')"),
            projects(),
            states("member_address", Topic.TEAM_MEMBERS)
                .without("searched_at", "when Jira was asked for it last")),
        own());
  }

  private static TableRule projects() {
    TableRule rule = states("tracked_project", Topic.JIRA_PROJECTS);
    for (String column :
        List.of(
            "watermark",
            "field_basis",
            "sprint_fields",
            "epic_fields",
            "estimate_fields",
            "field_names",
            "hidden",
            "next_due",
            "last_sync_at",
            "progress_revision")) {
      rule = rule.without(column, READ);
    }
    return rule;
  }

  private static List<TableRule> own() {
    return Stream.of(
            "census",
            "connection_lease",
            "cut_changelog",
            "failed_issue",
            "issue",
            "issue_raw",
            "jira_status",
            "person",
            "sprint",
            "sync_request",
            "sync_run",
            "sync_state",
            "sync_window",
            "team_points",
            "token_request")
        .map(table -> technical(table, "what was read of Jira, and the work of reading it"))
        .toList();
  }
}
