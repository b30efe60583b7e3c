package io.issuestream.erasure;

import io.issuestream.contracts.erasure.ErasureMark;
import io.issuestream.contracts.erasure.IdentifierKind;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The marks of erased people. */
public final class ErasedPeople {

  /** How old what {@link #recent} says may be. */
  static final Duration RECENT = Duration.ofSeconds(1);

  private static final String LOCK = "hashtextextended('erased people of ' || $1, 0)";

  private final DatabaseClient database;
  private final @Nullable ErasureKey key;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Erased erased, long at) {}

  ErasedPeople(DatabaseClient database, @Nullable ErasureKey key) {
    this.database = database;
    this.key = key;
  }

  /**
   * The key.
   *
   * @throws ErasureKeyMissing where this service has none
   */
  public ErasureKey key() {
    if (key == null) {
      throw new ErasureKeyMissing();
    }
    return key;
  }

  /**
   * Who is erased, and stays so until the caller's transaction ends: an erasure that begins
   * meanwhile waits for it, and finds what it wrote.
   */
  public Mono<Erased> held(String teamId) {
    return database
        .sql("select pg_advisory_xact_lock_shared(" + LOCK + ")")
        .bind(0, teamId)
        .then()
        // A statement sees what was committed when it began; the lock may have been waited for.
        .then(Mono.defer(() -> read(teamId)));
  }

  /** Who is erased, as it was within the last second. */
  public Mono<Erased> recent(String teamId) {
    Known last = known.get(teamId);
    if (last != null && System.nanoTime() - last.at() < RECENT.toNanos()) {
      return Mono.just(last.erased());
    }
    return Mono.defer(() -> {
      long now = System.nanoTime();
      return read(teamId).doOnNext(erased -> known.put(teamId, new Known(erased, now)));
    });
  }

  /** Remembers people, within the caller's transaction, once nobody writes by what was before. */
  public Mono<Void> remember(String teamId, Collection<ErasureMark> marks) {
    if (marks.isEmpty()) {
      return Mono.empty();
    }
    List<ErasureMark> all = List.copyOf(marks);
    return database
        .sql("select pg_advisory_xact_lock(" + LOCK + ")")
        .bind(0, teamId)
        .then()
        .then(Mono.defer(() -> add(teamId, all)));
  }

  /**
   * Remembers one more account of people who are erased already, within a transaction that holds
   * them.
   */
  public Mono<Void> rememberAccounts(String teamId, Collection<String> accounts) {
    return accounts.isEmpty()
        ? Mono.empty()
        : add(
            teamId,
            key()
                .marks(
                    teamId,
                    new Identifiers(List.copyOf(accounts), List.of(), List.of(), List.of())));
  }

  private Mono<Void> add(String teamId, List<ErasureMark> marks) {
    return database
        .sql(
            """
            insert into erased_mark (team_id, kind, mark)
            select $1, * from unnest($2::text[], $3::text[]) as t(kind, mark) order by kind, mark
            on conflict do nothing
            """)
        .bind(0, teamId)
        .bind(1, marks.stream().map(mark -> mark.kind().toString()).toArray(String[]::new))
        .bind(2, marks.stream().map(ErasureMark::value).toArray(String[]::new))
        .then();
  }

  private Mono<Erased> read(String teamId) {
    return database
        .sql("select kind, mark from erased_mark where team_id = $1")
        .bind(0, teamId)
        .map(row ->
            new ErasureMark(
                IdentifierKind.valueOf(
                    String.valueOf(row.get("kind", String.class)).toUpperCase(Locale.ROOT)),
                String.valueOf(row.get("mark", String.class))))
        .all()
        .collectList()
        .map(marks -> marks.isEmpty() ? Erased.nobody(teamId) : erased(teamId, marks));
  }

  private Erased erased(String teamId, List<ErasureMark> marks) {
    var byKind = new EnumMap<IdentifierKind, Set<String>>(IdentifierKind.class);
    marks.forEach(
        mark -> byKind.computeIfAbsent(mark.kind(), kind -> new HashSet<>()).add(mark.value()));
    // Without the key nobody could be known again, and all would come back.
    return new Erased(teamId, key(), byKind);
  }
}
