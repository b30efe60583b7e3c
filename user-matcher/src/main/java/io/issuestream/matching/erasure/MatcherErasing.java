package io.issuestream.matching.erasure;

import io.issuestream.contracts.Topic;
import io.issuestream.erasure.ErasedPerson;
import io.issuestream.erasure.Findings;
import io.issuestream.erasure.PersonErasing;
import io.issuestream.matching.account.AccountRemoval;
import io.issuestream.matching.team.Teams;
import io.issuestream.messaging.outbox.Outbox;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Erases members, accounts, matches and who decided them. */
@Component
class MatcherErasing implements PersonErasing {

  private final DatabaseClient database;
  private final Teams teams;
  private final AccountRemoval accounts;
  private final Outbox outbox;
  private final TransactionalOperator transaction;

  MatcherErasing(
      DatabaseClient database,
      Teams teams,
      AccountRemoval accounts,
      Outbox outbox,
      TransactionalOperator transaction) {
    this.database = database;
    this.teams = teams;
    this.accounts = accounts;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  @Override
  public Mono<Void> erase(ErasedPerson person, Findings findings) {
    return teams
        .lock(person.teamId())
        .then(Mono.defer(() -> members(person)))
        .doOnNext(ids -> findings.count("team_member", ids.size()))
        .flatMapMany(Flux::fromIterable)
        .concatMap(member -> outbox.erase(Topic.TEAM_MEMBERS, person.teamId(), member))
        .then(Mono.defer(() -> persons(person)))
        .flatMap(ids -> accounts.remove(person.teamId(), ids))
        .doOnNext(rows -> findings.count("jira_account", rows))
        .then(Mono.defer(() -> decisions(person)))
        .doOnNext(rows -> findings.count("match_decision", rows))
        .then(Mono.defer(() -> teams.mark(person.teamId())))
        .as(transaction::transactional);
  }

  private Mono<List<String>> members(ErasedPerson person) {
    return database
        .sql(
            """
            delete from team_member
            where team_id = $1 and (member_id = any($2) or email_key = any($3) or jira_account_id = any($4))
            returning member_id
            """)
        .bind(0, person.teamId())
        .bind(1, person.memberIds().toArray(String[]::new))
        .bind(2, lower(person.identifiers().emails()))
        .bind(3, person.identifiers().accounts().toArray(String[]::new))
        .mapValue(String.class)
        .all()
        .collectList();
  }

  /** Those told, and any that came between the request and now. */
  private Mono<List<String>> persons(ErasedPerson person) {
    return database
        .sql(
            """
            select person_id from jira_account
            where team_id = $1 and (account_id = any($2) or lower(email) = any($3))
            """)
        .bind(0, person.teamId())
        .bind(1, person.identifiers().accounts().toArray(String[]::new))
        .bind(2, lower(person.identifiers().emails()))
        .mapValue(String.class)
        .all()
        .collectList()
        .map(found ->
            Stream.concat(person.personIds().stream(), found.stream()).distinct().toList());
  }

  private Mono<Long> decisions(ErasedPerson person) {
    return database
        .sql(
            """
            update match_decision set decided_by = 'erased' where team_id = $1 and lower(decided_by) = any($2)
            """)
        .bind(0, person.teamId())
        .bind(1, person.identifiers().subjects())
        .fetch()
        .rowsUpdated();
  }

  private static String[] lower(List<String> texts) {
    return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toArray(String[]::new);
  }
}
