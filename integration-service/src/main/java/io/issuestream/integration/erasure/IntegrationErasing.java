package io.issuestream.integration.erasure;

import io.issuestream.erasure.Erased;
import io.issuestream.erasure.ErasedPeople;
import io.issuestream.erasure.ErasedPerson;
import io.issuestream.erasure.Findings;
import io.issuestream.erasure.Mentions;
import io.issuestream.erasure.PersonErasing;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Erases logins, deliveries, and who connected or chose something. */
@Component
class IntegrationErasing implements PersonErasing {

  /** Columns that name who did something, by their tables. */
  private static final Map<String, String> SUBJECTS =
      Map.of(
          "jira_connection", "changed_by",
          "github_connection", "changed_by",
          "github_hook", "created_by",
          "oauth_state", "subject",
          "oauth_choice", "subject");

  private final DatabaseClient database;
  private final ErasedPeople people;
  private final DeliverySweep deliveries;
  private final PullRequestTexts pullRequests;
  private final TransactionalOperator transaction;

  IntegrationErasing(
      DatabaseClient database,
      ErasedPeople people,
      DeliverySweep deliveries,
      PullRequestTexts pullRequests,
      TransactionalOperator transaction) {
    this.database = database;
    this.people = people;
    this.deliveries = deliveries;
    this.pullRequests = pullRequests;
    this.transaction = transaction;
  }

  @Override
  public Mono<Void> erase(ErasedPerson person, Findings findings) {
    var mentions = Mentions.of(person.identifiers());
    return logins(person, findings)
        .thenMany(Flux.fromIterable(SUBJECTS.entrySet()))
        .concatMap(column -> subject(person, column.getKey(), column.getValue(), findings))
        .then(Mono.defer(() -> connections(person, findings)))
        .then(Mono.defer(() -> deliveries.sweep(person.teamId(), mentions, findings)))
        .then(Mono.defer(() -> pullRequests.find(person.teamId(), mentions, findings)));
  }

  /** The author's identifier stays, which pull requests go on naming. */
  private Mono<Void> logins(ErasedPerson person, Findings findings) {
    List<String> logins =
        person.identifiers().logins().stream()
            .map(login -> login.toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    return people
        .held(person.teamId())
        .flatMap(erased ->
            database
                .sql(
                    """
                    update github_author a set login = e.pseudonym
                    from unnest($2::text[], $3::text[]) as e(login, pseudonym)
                    where a.team_id = $1 and a.login = e.login
                    """)
                .bind(0, person.teamId())
                .bind(1, logins.toArray(String[]::new))
                .bind(2, logins.stream().map(erased::loginPseudonym).toArray(String[]::new))
                .fetch()
                .rowsUpdated())
        .doOnNext(rows -> findings.count("github_author", rows))
        .then()
        .as(transaction::transactional);
  }

  private Mono<Long> subject(ErasedPerson person, String table, String column, Findings findings) {
    return database
        .sql(
            "update %1$s set %2$s = 'erased' where team_id = $1 and lower(%2$s) = any($2)"
                .formatted(table, column))
        .bind(0, person.teamId())
        .bind(1, person.identifiers().subjects())
        .fetch()
        .rowsUpdated()
        .doOnNext(rows -> findings.count(table, rows));
  }

  /** A connection made with the person's own account goes on using it until it is made anew. */
  private Mono<Void> connections(ErasedPerson person, Findings findings) {
    return account(person, "jira_connection", "account_name")
        .doOnNext(rows -> note(rows, "Jira", findings))
        .then(Mono.defer(() -> account(person, "github_connection", "account")))
        .doOnNext(rows -> note(rows, "GitHub", findings))
        .then();
  }

  private static void note(long rows, String which, Findings findings) {
    if (rows > 0) {
      findings.place("connection", which, List.of("account"));
    }
  }

  private Mono<Long> account(ErasedPerson person, String table, String column) {
    return database
        .sql(
            "update %1$s set %2$s = $3 where team_id = $1 and lower(%2$s) = any($2)"
                .formatted(table, column))
        .bind(0, person.teamId())
        .bind(1, person.identifiers().subjects())
        .bind(2, Erased.NAME)
        .fetch()
        .rowsUpdated();
  }
}
