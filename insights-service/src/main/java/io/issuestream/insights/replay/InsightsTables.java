package io.issuestream.insights.replay;

import static io.issuestream.messaging.replay.TableRule.facts;
import static io.issuestream.messaging.replay.TableRule.figures;
import static io.issuestream.messaging.replay.TableRule.growing;
import static io.issuestream.messaging.replay.TableRule.states;
import static io.issuestream.messaging.replay.TableRule.technical;

import io.issuestream.contracts.Topic;
import io.issuestream.messaging.replay.TableRule;
import java.util.List;

/** Every table of this service, as a replay sees it. */
final class InsightsTables {

  private static final String OWN_REVISIONS =
      "counts how often it changed, which a rebuild does not go through";
  private static final String FIRST_FOUND =
      "when it first held: a rebuild finds it when it is rebuilt";
  private static final String RESOLVED =
      "what held once and does not any more leaves no trace in the states";

  private InsightsTables() {}

  static List<TableRule> all() {
    return List.of(
        states("issue", Topic.JIRA_ISSUES),
        facts("issue_name", "issue", "issue_id"),
        facts("known_project"),
        states("pull_request", Topic.CODE_PULL_REQUESTS),
        facts("pull_request_key", "pull_request", "pull_request_id"),
        growing(
            "repository_project",
            "remembers projects that pull requests once named; it only tells what to look at"
                + " again"),
        states("sprint_metrics", Topic.METRICS_SPRINTS),
        states("flow_metrics", Topic.METRICS_FLOW),
        states("user_match", Topic.USER_MATCHES),
        figures("pr_linkage", Topic.METRICS_PR_LINKAGE)
            // The time alone is no change, so what is kept may say an earlier one.
            .showing("metrics", "t.metrics::jsonb - 'asOf'")
            .showing("activity", "t.activity::jsonb")
            .without("revision", OWN_REVISIONS)
            .unsettledWhere(linkageMarked("d.key ->> 'repository'")),
        figures("insight", Topic.INSIGHTS_FINDINGS)
            .showing("content", "t.content::jsonb - 'foundAt'")
            .without("revision", OWN_REVISIONS)
            .without("found_at", FIRST_FOUND)
            .only("not t.resolved", RESOLVED)
            .unsettledWhere(marked("true")),
        outbox(),
        technical("work_mark", "what is to be worked out, not what was"),
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
        .showing(
            "data",
            """
            convert_from(t.data, 'UTF8')::jsonb - 'revision'
              #- '{metrics,asOf}' #- '{insight,foundAt}'
            """)
        .without("revision", OWN_REVISIONS)
        .without("shard", "made of the key")
        .without("event_time", "when it was worked out")
        .without("changed_at", "when what made it changed, which a rebuild does not know")
        .without("traceparent", "the trace it was written in")
        .only(
            "t.data is not null and t.topic <> 'team.erasure-reports'"
                + " and t.type <> 'io.issuestream.insights.finding.resolved.v1'",
            RESOLVED)
        .unsettledWhere(
            """
            exists (select 1 from {live}.outbox_mark m
              where m.topic = d.key ->> 'topic' and m.message_key = d.key ->> 'message_key')
            or case d.key ->> 'topic' when 'metrics.pr-linkage' then %s else %s end
            """
                .formatted(
                    linkageMarked("substr(d.key ->> 'message_key', length(d.team_id) + 2)"),
                    marked("true")));
  }

  /** A project's mark becomes that of repositories; of which, only its work finds out. */
  private static String linkageMarked(String repository) {
    return marked(
        "(m.kind = 'linkage' and m.subject = %s or m.kind = 'project')".formatted(repository));
  }

  private static String marked(String which) {
    return "exists (select 1 from {live}.work_mark m where m.team_id = d.team_id and "
        + which
        + ")";
  }
}
