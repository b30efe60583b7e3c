package io.issuestream.metrics.replay;

import static io.issuestream.messaging.replay.TableRule.facts;
import static io.issuestream.messaging.replay.TableRule.figures;
import static io.issuestream.messaging.replay.TableRule.states;
import static io.issuestream.messaging.replay.TableRule.technical;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.replay.TableRule;
import java.util.List;

/** Every table of this service, as a replay sees it. */
final class MetricsTables {

  private static final String OWN_REVISIONS =
      "counts how often the figures changed, which a rebuild does not go through";
  private static final String EMPTIED =
      "a project whose last issue left keeps figures of nothing, as of a moment no state tells";
  private static final String JSON = "convert_from(t.data, 'UTF8')";
  private static final String FIGURES = JSON + "::jsonb - 'revision'";

  private MetricsTables() {}

  static List<TableRule> all() {
    return List.of(
        states("issue_fact", Topic.JIRA_ISSUES)
            .showing("history", "convert_from(t.history, 'UTF8')"),
        facts("sprint_issue", "issue_fact", "issue_id"),
        states("sprint", Topic.JIRA_SPRINTS).showing("data", JSON),
        states("person_match", Topic.USER_MATCHES),
        figures("sprint_metrics", Topic.METRICS_SPRINTS)
            .showing("data", FIGURES)
            .without("revision", OWN_REVISIONS)
            .unsettledWhere(marked("'sprint'", "d.key ->> 'sprint_id'")),
        figures("flow_metrics", Topic.METRICS_FLOW)
            .showing("data", FIGURES)
            .without("revision", OWN_REVISIONS)
            .only("(" + JSON + "::jsonb #>> '{metrics,issues}')::bigint > 0", EMPTIED)
            .unsettledWhere(marked("'flow'", "d.key ->> 'project_key'")),
        outbox(),
        technical("recompute_mark", "what is to be worked out, not what was"),
        technical("outbox_mark", "what has not left yet"),
        technical("outbox_lease", "which replica publishes"),
        technical("outbox_replica", "which replicas live"),
        technical("erased_mark", "whom not to take in again; comes from no state"),
        technical("erasure_task", "what was asked to be erased, which is done once"),
        technical("erased_team", "teams that were deleted; comes from no state"),
        technical("outbox_position", "where the topics ended"),
        technical("audit_entry", "who did what; comes from no topic"),
        technical("databasechangelog", "the migrations' books"),
        technical("databasechangeloglock", "the migrations' books"));
  }

  private static TableRule outbox() {
    return figures("outbox_state")
        .showing("data", FIGURES)
        .without("revision", OWN_REVISIONS)
        .without("shard", "made of the key")
        .without("event_time", "when it was worked out")
        .without("changed_at", "when what made it changed, which a rebuild does not know")
        .without("traceparent", "the trace it was written in")
        .only(
            "t.data is not null and t.topic <> 'team.erasure-reports' and (t.topic <> 'metrics.flow' or ("
                + JSON
                + "::jsonb #>> '{metrics,issues}')::bigint > 0)",
            EMPTIED)
        .unsettledWhere(
            """
            exists (select 1 from {live}.outbox_mark m
              where m.topic = d.key ->> 'topic' and m.message_key = d.key ->> 'message_key') or
            """
                + marked(
                    "case d.key ->> 'topic' when 'metrics.sprints' then 'sprint' else 'flow' end",
                    "substr(d.key ->> 'message_key', length(d.team_id) + 2)"));
  }

  private static String marked(String kind, String subject) {
    return """
    exists (select 1 from {live}.recompute_mark m
      where m.team_id = d.team_id and m.kind = %s and m.subject = %s)
    """
        .formatted(kind, subject);
  }
}
