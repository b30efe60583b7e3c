package io.issuestream.sync.erasure;

import io.issuestream.erasure.ErasedPeople;
import io.issuestream.erasure.ErasedPerson;
import io.issuestream.erasure.Findings;
import io.issuestream.erasure.Identifiers;
import io.issuestream.erasure.Mentions;
import io.issuestream.erasure.PersonErasing;
import io.issuestream.sync.person.MemberAddresses;
import io.issuestream.sync.person.PersonRemoval;
import io.issuestream.sync.sql.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Erases accounts, addresses, raw issues and who confirmed a census. */
@Component
class WorkerErasing implements PersonErasing {

  private static final String ERASED = "erased";

  private final DatabaseClient database;
  private final ErasedPeople people;
  private final PersonRemoval persons;
  private final MemberAddresses addresses;
  private final RawSweep raws;
  private final TransactionalOperator transaction;

  WorkerErasing(
      DatabaseClient database,
      ErasedPeople people,
      PersonRemoval persons,
      MemberAddresses addresses,
      RawSweep raws,
      TransactionalOperator transaction) {
    this.database = database;
    this.people = people;
    this.persons = persons;
    this.addresses = addresses;
    this.raws = raws;
    this.transaction = transaction;
  }

  @Override
  public Mono<Void> erase(ErasedPerson person, Findings findings) {
    String team = person.teamId();
    return remove(team, person.personIds(), person.identifiers(), findings)
        .flatMap(known ->
            rows(team, known, findings)
                .then(sprints(team, Mentions.of(known), findings))
                .then(Mono.defer(() -> raws.sweep(team, Mentions.of(known), findings))))
        .flatMap(learned -> also(team, learned, findings));
  }

  /** The person's accounts; answers all that is known of the person with them. */
  private Mono<Identifiers> remove(
      String team, Collection<String> personIds, Identifiers person, Findings findings) {
    return people
        .held(team)
        .flatMap(erased -> persons.remove(team, personIds, person, erased))
        .flatMap(removed -> {
          findings.count("person", removed.size());
          return people
              .rememberAccounts(
                  team, removed.stream().flatMap(one -> one.accounts().stream()).toList())
              .thenReturn(removed.stream().reduce(person, Identifiers::and));
        })
        .as(transaction::transactional);
  }

  private Mono<Void> rows(String team, Identifiers known, Findings findings) {
    return addresses
        .erase(team, known)
        .doOnNext(rows -> findings.count("member_address", rows))
        .then(
            update(
                """
                update census set confirmed_by = '%s'
                where team_id = $1 and lower(confirmed_by) = any($2)
                """
                    .formatted(ERASED),
                team,
                known.subjects()))
        .doOnNext(rows -> findings.count("census", rows))
        .then(
            update(
                """
                update failed_issue set reason = 'It could not be stored.'
                where team_id = $1 and exists (
                  select 1 from unnest($2::text[]) as known(word) where position(word in lower(reason)) > 0)
                """,
                team,
                known.subjects()))
        .doOnNext(rows -> findings.count("failed_issue", rows))
        .then();
  }

  private Mono<Long> update(String statement, String team, String[] words) {
    return database.sql(statement).bind(0, team).bind(1, words).fetch().rowsUpdated();
  }

  private Mono<Void> sprints(String team, Mentions mentions, Findings findings) {
    return database
        .sql("select sprint_id, name, goal from sprint where team_id = $1 order by sprint_id")
        .bind(0, team)
        .map(row -> {
          var fields = new ArrayList<String>();
          if (mentions.in(Column.of(row, "name", String.class))) {
            fields.add("name");
          }
          if (mentions.in(row.get("goal", String.class))) {
            fields.add("goal");
          }
          return Map.entry(Column.of(row, "sprint_id", Long.class), List.copyOf(fields));
        })
        .all()
        .filter(sprint -> !sprint.getValue().isEmpty())
        .doOnNext(
            sprint -> findings.place("sprint", Long.toString(sprint.getKey()), sprint.getValue()))
        .then();
  }

  /** Accounts that showed an erased address, or another name of an erased account. */
  private Mono<Void> also(String team, Set<String> learned, Findings findings) {
    if (learned.isEmpty()) {
      return Mono.empty();
    }
    var accounts = new Identifiers(List.copyOf(learned), List.of(), List.of(), List.of());
    return people
        .rememberAccounts(team, learned)
        .then(Mono.defer(() -> remove(team, List.of(), accounts, findings)))
        .then();
  }
}
