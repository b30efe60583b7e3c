package io.issuestream.sync.connection;

import io.issuestream.jira.CredentialSource.Held;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The credentials at hand, and waiting for newer ones. */
final class Credentials {

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int LOOKS_PER_QUESTION = 25;

  private final JiraConnections connections;
  private final CredentialKeys keys;
  private final TokenRequests requests;
  private final Duration patience;

  Credentials(
      JiraConnections connections, CredentialKeys keys, TokenRequests requests, Duration patience) {
    this.connections = connections;
    this.keys = keys;
    this.requests = requests;
    this.patience = patience;
  }

  /**
   * Credentials as they stood when they were read.
   *
   * @param ended whether their time was over by the database's clock
   */
  record Read(Held held, boolean ended) {}

  Read open(SealedConnection sealed) {
    return new Read(new Held(keys.open(sealed), sealed.version()), sealed.ended());
  }

  /** What is at hand; empty where the connection has ended. */
  Mono<Read> read(String teamId, String connectionId) {
    return connections
        .usable(teamId, connectionId)
        .map(this::open)
        .contextWrite(TeamScope.of(teamId));
  }

  /**
   * Newer credentials than some. Of an OAuth connection they are asked for and waited for, which
   * ends in a {@link java.util.concurrent.TimeoutException}; of another there are none unless
   * somebody has given them already, and that these were refused is told.
   */
  Mono<Read> newerThan(String teamId, String connectionId, Held old) {
    return read(teamId, connectionId)
        .flatMap(read -> {
          if (isNewer(read, old)) {
            return Mono.just(read);
          }
          return read.held().credentials() instanceof JiraCredentials.OAuth
              ? awaited(teamId, connectionId, old)
              : requests.ask(teamId, connectionId, read.held().version()).then(Mono.<Read>empty());
        });
  }

  /** The same ones may have become the next version by being sealed anew. */
  private static boolean isNewer(Read read, Held old) {
    return read.held().version() > old.version()
        && !read.held().credentials().equals(old.credentials());
  }

  private Mono<Read> awaited(String teamId, String connectionId, Held old) {
    return Flux.interval(Duration.ZERO, LOOK)
        .onBackpressureDrop()
        .concatMap(
            look -> {
              Mono<Optional<Read>> found =
                  read(teamId, connectionId).map(Optional::of).defaultIfEmpty(Optional.empty());
              // Again from time to time: the other side may have had a reason to pass over one.
              return look % LOOKS_PER_QUESTION == 0
                  ? requests.ask(teamId, connectionId, old.version()).then(found)
                  : found;
            },
            1)
        .filter(found -> found.isEmpty() || isNewer(found.get(), old))
        .next()
        .timeout(patience)
        .flatMap(found -> Mono.justOrEmpty(found));
  }
}
