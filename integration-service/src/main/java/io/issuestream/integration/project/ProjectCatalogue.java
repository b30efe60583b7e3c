package io.issuestream.integration.project;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.issuestream.integration.connection.OpenJira;
import io.issuestream.jira.JiraProject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What projects a Jira has, kept for a short while: choosing one must not wait for a walk over all
 * pages. Several who ask at once wait for one walk.
 */
@Component
final class ProjectCatalogue {

  /** A project missing from a list this young is not looked for again. */
  private static final Duration JUST_READ = Duration.ofSeconds(2);

  private final Clock clock = Clock.systemUTC();
  private final AsyncCache<Key, Listing> listings;

  ProjectCatalogue(ProjectProperties properties) {
    this.listings =
        Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterWrite(properties.freshFor())
            .buildAsync();
  }

  /** The credentials' version is part of it: other credentials may see other projects. */
  private record Key(String teamId, String connectionId, long credentialVersion) {

    static Key of(OpenJira open) {
      var connection = open.connection();
      return new Key(
          connection.teamId(), connection.connectionId(), connection.credentialVersion());
    }
  }

  private record Listing(List<JiraProject> projects, Instant readAt) {}

  /** Every project the account may see. */
  Mono<List<JiraProject>> all(OpenJira open) {
    return listing(open).map(Listing::projects);
  }

  /**
   * Every project, from a list that either holds all of these ids or is fresh: a project made a
   * moment ago can be chosen.
   */
  Mono<List<JiraProject>> holding(OpenJira open, List<String> ids) {
    return listing(open)
        .flatMap(listing -> {
          boolean justRead = listing.readAt().plus(JUST_READ).isAfter(clock.instant());
          if (justRead || containsAll(listing, ids)) {
            return Mono.just(listing);
          }
          listings.synchronous().invalidate(Key.of(open));
          return listing(open);
        })
        .map(Listing::projects);
  }

  private Mono<Listing> listing(OpenJira open) {
    return Mono.fromFuture(
        () -> listings.get(Key.of(open), (key, executor) -> read(open).toFuture()),
        // What one caller gives up, others still wait for.
        true);
  }

  private Mono<Listing> read(OpenJira open) {
    return open.jira()
        .projects()
        .collectList()
        .map(projects -> new Listing(List.copyOf(projects), clock.instant()));
  }

  private static boolean containsAll(Listing listing, List<String> ids) {
    return listing.projects().stream().map(JiraProject::id).toList().containsAll(ids);
  }
}
