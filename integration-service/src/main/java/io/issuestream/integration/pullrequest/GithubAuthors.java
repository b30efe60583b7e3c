package io.issuestream.integration.pullrequest;

import io.issuestream.erasure.Erased;
import io.issuestream.erasure.ErasedPeople;
import io.issuestream.integration.database.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of random identifiers that stand for GitHub logins in events. */
@Repository
class GithubAuthors {

  private final DatabaseClient database;
  private final ErasedPeople people;

  GithubAuthors(DatabaseClient database, ErasedPeople people) {
    this.database = database;
    this.people = people;
  }

  /** A login in a team; GitHub takes no notice of case. */
  record Login(String teamId, String name) {

    Login {
      name = name.toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The identifier of each login, given one now where it has none, within the caller's transaction.
   * Of who was erased a pseudonym has the identifier that the login had.
   */
  Mono<Map<Login, String>> idsOf(Collection<Login> logins) {
    return Flux.fromStream(logins.stream().map(Login::teamId).distinct().sorted())
        .concatMap(people::held)
        .flatMapIterable(erased ->
            logins.stream()
                .filter(login -> erased.isOf(login.teamId()))
                .map(login -> Map.entry(login, stored(login, erased)))
                .toList())
        .collectMap(Map.Entry::getKey, Map.Entry::getValue)
        .flatMap(
            stored -> idsOfStored(Set.copyOf(stored.values())).map(ids -> byTold(stored, ids)));
  }

  private static Login stored(Login login, Erased erased) {
    return erased.login(login.name())
        ? new Login(login.teamId(), erased.loginPseudonym(login.name()))
        : login;
  }

  private static Map<Login, String> byTold(Map<Login, Login> stored, Map<Login, String> ids) {
    var told = new HashMap<Login, String>();
    stored.forEach((login, place) -> {
      String id = ids.get(place);
      if (id != null) {
        told.put(login, id);
      }
    });
    return told;
  }

  private Mono<Map<Login, String>> idsOfStored(Collection<Login> logins) {
    if (logins.isEmpty()) {
      return Mono.just(Map.of());
    }
    var columns = new Columns<>(List.copyOf(logins));
    return database
        .sql(
            """
            with wanted as (
              select distinct * from unnest($1::text[], $2::text[]) as t(team_id, login)),
            added as (
              insert into github_author (team_id, login)
              select team_id, login from wanted order by team_id, login
              on conflict do nothing returning team_id, login, author_id)
            select * from added
            union all
            select a.team_id, a.login, a.author_id
            from github_author a join wanted using (team_id, login)
            """)
        .bind(0, columns.texts(Login::teamId))
        .bind(1, columns.texts(Login::name))
        .map(Row::new)
        .all()
        .collectMap(
            row -> new Login(row.text("team_id"), row.text("login")), row -> row.text("author_id"))
        .flatMap(found -> complete(logins, found));
  }

  /** One that somebody else added in the same moment is seen only by another statement. */
  private Mono<Map<Login, String>> complete(Collection<Login> logins, Map<Login, String> found) {
    return found.keySet().containsAll(logins) ? Mono.just(found) : idsOfStored(logins);
  }
}
