package io.issuestream.sync.person;

import io.issuestream.contracts.user.AccountType;
import io.issuestream.contracts.user.JiraUserState;
import io.issuestream.contracts.user.JiraUserUpserted;
import io.issuestream.erasure.Erased;
import io.issuestream.erasure.ErasedPeople;
import io.issuestream.messaging.outbox.Outbox;
import io.issuestream.sync.sql.Column;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The accounts of each team. */
@Repository
public class People {

  private final DatabaseClient database;
  private final Outbox outbox;
  private final ErasedPeople erasedPeople;

  People(DatabaseClient database, Outbox outbox, ErasedPeople erasedPeople) {
    this.database = database;
    this.outbox = outbox;
    this.erasedPeople = erasedPeople;
  }

  /**
   * Stores accounts, each at most once in the list, and publishes those that are new or changed; to
   * be called in a transaction. A weaker source never overwrites a better one, and an e-mail
   * address once told is kept until the list of users says otherwise. Of who was erased a pseudonym
   * is stored, which has the reference the person had, and nothing published.
   *
   * @return the reference of every account given, by its key
   */
  public Mono<Map<String, String>> store(String teamId, List<Account> accounts) {
    if (accounts.isEmpty()) {
      return Mono.just(Map.of());
    }
    return erasedPeople
        .held(teamId)
        .map(erased -> ErasedAccounts.among(accounts, erased))
        .flatMap(sorted ->
            erasedPeople
                .rememberAccounts(teamId, sorted.learned())
                .then(Mono.defer(() -> upsert(teamId, sorted.stored())))
                .flatMap(outbox::publish)
                // A second statement, because the first cannot see what another run has just
                // committed.
                .then(Mono.defer(() -> personIds(teamId, sorted.stored())))
                .map(sorted::personIds));
  }

  private Mono<List<JiraUserUpserted>> upsert(String teamId, List<Account> accounts) {
    return database
        .sql(
            """
            insert into person as p
              (team_id, account_key, person_id, display_name, email_address, active, account_type, source, revision)
            select $1, account_key, gen_random_uuid()::text, display_name, email_address, active, account_type, source, 1
            from unnest($2::text[], $3::text[], $4::text[], $5::boolean[], $6::text[], $7::smallint[])
              as t(account_key, display_name, email_address, active, account_type, source)
            order by account_key
            on conflict (team_id, account_key) do update
              set display_name = excluded.display_name,
                  email_address = case when excluded.source = 2 then excluded.email_address
                                       else coalesce(excluded.email_address, p.email_address) end,
                  active = excluded.active, account_type = excluded.account_type, source = excluded.source,
                  revision = p.revision + 1
              where p.source <= excluded.source
                and (p.source, p.display_name, p.email_address, p.active, p.account_type) is distinct from
                    (excluded.source, excluded.display_name,
                     case when excluded.source = 2 then excluded.email_address
                          else coalesce(excluded.email_address, p.email_address) end,
                     excluded.active, excluded.account_type)
            returning account_key, person_id, display_name, coalesce(email_address, found_address) as email_address,
              active, account_type, revision
            """)
        .bind(0, teamId)
        .bind(1, accounts.stream().map(Account::accountKey).toArray(String[]::new))
        .bind(2, accounts.stream().map(a -> storable(a.displayName())).toArray(String[]::new))
        .bind(3, accounts.stream().map(Account::emailAddress).toArray(String[]::new))
        .bind(4, accounts.stream().map(Account::active).toArray(Boolean[]::new))
        .bind(5, accounts.stream().map(a -> a.accountType().name()).toArray(String[]::new))
        .bind(6, accounts.stream().map(a -> a.source().rank()).toArray(Short[]::new))
        .map(row -> changed(teamId, row))
        .all()
        .filter(event -> !Erased.isPseudonym(event.user().accountId()))
        .collectList();
  }

  /**
   * Notes the address by which an account was found that does not show one, and publishes the
   * account with it; to be called in a transaction. Does nothing for an account that shows its
   * address.
   */
  public Mono<Void> found(String teamId, String accountKey, String address) {
    return database
        .sql(
            """
            update person set found_address = $3, revision = revision + 1
            where team_id = $1 and account_key = $2 and email_address is null and found_address is distinct from $3
            returning account_key, person_id, display_name, found_address as email_address, active, account_type, revision
            """)
        .bind(0, teamId)
        .bind(1, accountKey)
        .bind(2, address)
        .map(row -> changed(teamId, row))
        .all()
        .collectList()
        .flatMap(outbox::publish);
  }

  private Mono<Map<String, String>> personIds(String teamId, List<Account> accounts) {
    return database
        .sql(
            "select account_key, person_id from person where team_id = $1 and account_key = any($2)")
        .bind(0, teamId)
        .bind(1, accounts.stream().map(Account::accountKey).toArray(String[]::new))
        .map(row ->
            Map.entry(
                Column.of(row, "account_key", String.class),
                Column.of(row, "person_id", String.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static JiraUserUpserted changed(String teamId, Readable row) {
    return new JiraUserUpserted(
        teamId,
        Column.of(row, "revision", Long.class),
        new JiraUserState(
            Column.of(row, "person_id", String.class),
            Column.of(row, "account_key", String.class),
            Column.of(row, "display_name", String.class),
            row.get("email_address", String.class),
            Column.of(row, "active", Boolean.class),
            AccountType.valueOf(Column.of(row, "account_type", String.class))));
  }

  /** PostgreSQL's text holds no NUL. */
  private static String storable(String text) {
    return text.replace("\0", "");
  }
}
