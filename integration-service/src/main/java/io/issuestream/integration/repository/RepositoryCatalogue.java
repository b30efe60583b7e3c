package io.issuestream.integration.repository;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.issuestream.github.GithubRepository;
import io.issuestream.integration.github.connection.OpenGithub;
import io.issuestream.tenancy.TeamScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What repositories a connection can read, kept for a short while: choosing one must not wait for a
 * walk over all pages. Several who ask at once wait for one walk.
 */
@Component
final class RepositoryCatalogue {

  /** A repository missing from a list this young is not looked for again. */
  private static final Duration JUST_READ = Duration.ofSeconds(2);

  private final Clock clock = Clock.systemUTC();
  private final AsyncCache<Key, Listing> listings;

  RepositoryCatalogue(RepositoryProperties properties) {
    this.listings =
        Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterWrite(properties.freshFor())
            .buildAsync();
  }

  /** The credentials' version is part of it: other credentials may see other repositories. */
  private record Key(String teamId, String connectionId, long credentialVersion) {

    static Key of(OpenGithub open) {
      var connection = open.connection();
      return new Key(
          connection.teamId(), connection.connectionId(), connection.credentialVersion());
    }
  }

  private record Listing(List<GithubRepository> repositories, Instant readAt) {}

  /** Every repository the connection can read. */
  Mono<List<GithubRepository>> all(OpenGithub open) {
    return listing(open).map(Listing::repositories);
  }

  /** The same, from a list that either holds all of these ids or is fresh. */
  Mono<List<GithubRepository>> holding(OpenGithub open, List<Long> ids) {
    return listing(open)
        .flatMap(listing -> {
          boolean justRead = listing.readAt().plus(JUST_READ).isAfter(clock.instant());
          if (justRead || containsAll(listing, ids)) {
            return Mono.just(listing);
          }
          listings.synchronous().invalidate(Key.of(open));
          return listing(open);
        })
        .map(Listing::repositories);
  }

  private Mono<Listing> listing(OpenGithub open) {
    return Mono.fromFuture(
        () -> listings.get(Key.of(open), (key, executor) -> read(open).toFuture()),
        // What one caller gives up, others still wait for.
        true);
  }

  private Mono<Listing> read(OpenGithub open) {
    return open.github()
        .repositories()
        .collectList()
        .map(found -> new Listing(List.copyOf(found), clock.instant()))
        .contextWrite(TeamScope.of(open.connection().teamId()));
  }

  private static boolean containsAll(Listing listing, List<Long> ids) {
    return listing.repositories().stream().map(GithubRepository::id).toList().containsAll(ids);
  }
}
