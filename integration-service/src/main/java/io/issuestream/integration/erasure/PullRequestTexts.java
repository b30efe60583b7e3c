package io.issuestream.integration.erasure;

import io.issuestream.contracts.code.PullRequestState;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.erasure.Findings;
import io.issuestream.erasure.Mentions;
import io.issuestream.integration.database.Row;
import io.issuestream.messaging.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Finds the pull requests and pushes whose texts name a person. People wrote them: they stay. */
@Repository
class PullRequestTexts {

  private final DatabaseClient database;

  PullRequestTexts(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> find(String teamId, Mentions mentions, Findings findings) {
    return pullRequests(teamId, mentions, findings)
        .then(Mono.defer(() -> pushes(teamId, mentions, findings)));
  }

  private Mono<Void> pullRequests(String teamId, Mentions mentions, Findings findings) {
    return database
        .sql("select data from pull_request where team_id = $1 order by repository, number")
        .bind(0, teamId)
        .map(row ->
            EventJson.read(new Row(row).bytes("data"), PullRequestUpserted.class).pullRequest())
        .all()
        .doOnNext(pull -> {
          List<String> fields = fields(pull, mentions);
          if (!fields.isEmpty()) {
            findings.place("pull request", pull.id(), fields);
          }
        })
        .then();
  }

  private static List<String> fields(PullRequestState pull, Mentions mentions) {
    var fields = new ArrayList<String>();
    if (mentions.in(pull.title())) {
      fields.add("title");
    }
    if (mentions.in(pull.body())) {
      fields.add("body");
    }
    if (mentions.in(pull.branch())) {
      fields.add("branch");
    }
    if (pull.commits().stream().anyMatch(commit -> mentions.in(commit.message()))) {
      fields.add("commits");
    }
    return fields;
  }

  private Mono<Void> pushes(String teamId, Mentions mentions, Findings findings) {
    return database
        .sql(
            """
            select repository, after_sha, commits from github_push
            where team_id = $1 order by repository, after_sha
            """)
        .bind(0, teamId)
        .map(columns -> {
          var row = new Row(columns);
          if (mentions.in(new String(row.bytes("commits"), StandardCharsets.UTF_8))) {
            findings.place(
                "push", row.text("repository") + "@" + row.text("after_sha"), List.of("commits"));
          }
          return true;
        })
        .all()
        .then();
  }
}
