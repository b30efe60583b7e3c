package io.issuestream.sync.person;

import io.issuestream.contracts.Topic;
import io.issuestream.erasure.Erased;
import io.issuestream.erasure.Identifiers;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.sync.sql.Column;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts pseudonyms in the place of accounts whose person is erased. The reference stays, so that
 * issues go on naming somebody, who is nobody.
 */
@Repository
public class PersonRemoval {

  private final DatabaseClient database;
  private final Outbox outbox;

  PersonRemoval(DatabaseClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  private record Found(String accountKey, String personId, Identifiers identifiers) {}

  /**
   * Does it within the caller's transaction, for every account with one of these references,
   * accounts or addresses.
   *
   * @return what the accounts were known by
   */
  public Mono<List<Identifiers>> remove(
      String teamId, Collection<String> personIds, Identifiers person, Erased erased) {
    return find(teamId, personIds, person)
        .flatMap(found ->
            found.isEmpty()
                ? Mono.just(List.of())
                : replace(teamId, found, erased)
                    .thenMany(Flux.fromIterable(found))
                    .concatMap(one -> outbox.erase(Topic.JIRA_USERS, teamId, one.personId()))
                    .then(Mono.just(found.stream().map(Found::identifiers).toList())));
  }

  private Mono<List<Found>> find(String teamId, Collection<String> personIds, Identifiers person) {
    String[] addresses =
        person.emails().stream()
            .map(email -> email.toLowerCase(Locale.ROOT))
            .toArray(String[]::new);
    return database
        .sql(
            """
            select account_key, person_id, display_name, email_address, found_address from person
            where team_id = $1 and source <> $5
              and (person_id = any($2) or account_key = any($3)
                or lower(email_address) = any($4) or lower(found_address) = any($4))
            order by account_key for update
            """)
        .bind(0, teamId)
        .bind(1, personIds.toArray(String[]::new))
        .bind(2, person.accounts().toArray(String[]::new))
        .bind(3, addresses)
        .bind(4, Account.Source.ERASED.rank())
        .map(row ->
            new Found(
                Column.of(row, "account_key", String.class),
                Column.of(row, "person_id", String.class),
                Identifiers.of(
                        Column.of(row, "account_key", String.class),
                        row.get("email_address", String.class),
                        row.get("display_name", String.class),
                        null)
                    .and(Identifiers.of(null, row.get("found_address", String.class), null, null))))
        .all()
        .collectList();
  }

  private Mono<Void> replace(String teamId, List<Found> found, Erased erased) {
    return database
        .sql(
            """
            update person p set account_key = e.pseudonym, display_name = $4, email_address = null,
              found_address = null, active = false, account_type = 'UNKNOWN', source = $5,
              revision = p.revision + 1
            from unnest($2::text[], $3::text[]) as e(account_key, pseudonym)
            where p.team_id = $1 and p.account_key = e.account_key
            """)
        .bind(0, teamId)
        .bind(1, found.stream().map(Found::accountKey).toArray(String[]::new))
        .bind(
            2,
            found.stream()
                .map(one -> erased.accountPseudonym(one.accountKey()))
                .toArray(String[]::new))
        .bind(3, Erased.NAME)
        .bind(4, Account.Source.ERASED.rank())
        .then();
  }
}
