package io.issuestream.matching.account;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.user.JiraUserEvent;
import io.issuestream.contracts.user.JiraUserState;
import io.issuestream.erasure.Erased;
import io.issuestream.erasure.ErasedPeople;
import io.issuestream.matching.team.Names;
import io.issuestream.matching.team.Teams;
import io.issuestream.messaging.inbound.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the accounts and marks their teams. One statement for a whole batch; a revision that is not
 * newer writes and marks nothing, and who was erased is passed over.
 */
@Component
class AccountProjection {

  private final DatabaseClient database;
  private final ErasedPeople people;
  private final AccountRemoval removal;
  private final TransactionalOperator transaction;

  AccountProjection(
      DatabaseClient database,
      ErasedPeople people,
      AccountRemoval removal,
      TransactionalOperator transaction) {
    this.database = database;
    this.people = people;
    this.removal = removal;
    this.transaction = transaction;
  }

  Mono<Void> on(Batch<JiraUserEvent> batch) {
    return withoutErased(batch.latestEvents())
        .flatMap(this::store)
        .then(Mono.defer(() -> remove(batch.erasedKeys())))
        .as(transaction::transactional);
  }

  /** What was under way when a person was erased may come after it. */
  private Mono<List<JiraUserEvent>> withoutErased(List<JiraUserEvent> events) {
    return Flux.fromStream(events.stream().map(JiraUserEvent::teamId).distinct().sorted())
        .concatMap(people::held)
        .flatMapIterable(erased ->
            events.stream()
                .filter(event -> erased.isOf(event.teamId()))
                .filter(event -> !isErased(erased, event.user()))
                .toList())
        .collectList();
  }

  private static boolean isErased(Erased erased, JiraUserState user) {
    return erased.account(user.accountId()) || erased.email(user.emailAddress());
  }

  private Mono<Void> remove(List<String> keys) {
    return Flux.fromIterable(keys)
        .filter(key -> !Keys.teamOf(key).isEmpty())
        .concatMap(key ->
            removal.remove(Keys.teamOf(key), List.of(key.substring(Keys.teamOf(key).length() + 1))))
        .then();
  }

  private Mono<Void> store(List<JiraUserEvent> events) {
    return database
        .sql(
            """
            with written as (
              insert into jira_account as a
                (team_id, person_id, revision, account_id, display_name, name_key, email, active,
                account_type)
              select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[],
                $7::text[], $8::boolean[], $9::text[])
              on conflict (team_id, person_id) do update set
                revision = excluded.revision, account_id = excluded.account_id,
                display_name = excluded.display_name, name_key = excluded.name_key,
                email = excluded.email, active = excluded.active,
                account_type = excluded.account_type
              where a.revision < excluded.revision
              returning team_id),
            marks as (
              insert into match_mark (team_id) select distinct team_id from written returning 1)
            select pg_notify($10, '') from (select count(*) as n from marks) c where c.n > 0
            """)
        .bind(0, events.stream().map(JiraUserEvent::teamId).toArray(String[]::new))
        .bind(1, events.stream().map(event -> event.user().personId()).toArray(String[]::new))
        .bind(2, events.stream().map(JiraUserEvent::revision).toArray(Long[]::new))
        .bind(
            3,
            events.stream()
                .map(event -> Names.storable(event.user().accountId()))
                .toArray(String[]::new))
        .bind(
            4,
            events.stream()
                .map(event -> Names.storable(event.user().displayName()))
                .toArray(String[]::new))
        .bind(5, events.stream().map(AccountProjection::nameKey).toArray(String[]::new))
        .bind(6, emails(events))
        .bind(7, events.stream().map(event -> event.user().active()).toArray(Boolean[]::new))
        .bind(
            8,
            events.stream()
                .map(event -> event.user().accountType().toString())
                .toArray(String[]::new))
        .bind(9, Teams.CHANNEL)
        .then();
  }

  private static String nameKey(JiraUserEvent event) {
    return Names.nameKey(Names.storable(event.user().displayName()));
  }

  private static @Nullable String[] emails(List<JiraUserEvent> events) {
    @Nullable String[] emails = new String[events.size()];
    for (int row = 0; row < emails.length; row++) {
      JiraUserState user = events.get(row).user();
      emails[row] = user.emailAddress() == null ? null : Names.storable(user.emailAddress());
    }
    return emails;
  }
}
