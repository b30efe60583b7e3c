package io.issuestream.sync.connection;

import io.issuestream.jira.CredentialSource;
import io.issuestream.jira.JiraCredentials;
import io.issuestream.sync.connection.Credentials.Read;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The credentials of a connection that is being worked on. A run may take hours and its token
 * minutes, so they are looked up again and again; each look counts for a second.
 */
final class LiveCredentials implements CredentialSource {

  private static final long COUNTS = Duration.ofSeconds(1).toNanos();

  private record Known(Read read, long at) {}

  private final String teamId;
  private final String connectionId;
  private final Credentials credentials;
  private final boolean anonymous;
  private final boolean costsPoints;
  private volatile @Nullable Known known;

  LiveCredentials(SealedConnection connection, Read first, Credentials credentials) {
    this.teamId = connection.teamId();
    this.connectionId = connection.connectionId();
    this.credentials = credentials;
    this.anonymous = first.held().credentials().authorization().isEmpty();
    this.costsPoints = first.held().credentials() instanceof JiraCredentials.OAuth;
    keep(first);
  }

  @Override
  public Mono<Held> current() {
    Known last = known;
    if (last != null && System.nanoTime() - last.at() < COUNTS && !last.read().ended()) {
      return Mono.just(last.read().held());
    }
    return credentials
        .read(teamId, connectionId)
        .flatMap(read -> read.ended() ? newer(read.held()) : Mono.just(read))
        .map(this::keep);
  }

  @Override
  public Mono<Held> insteadOf(Held refused) {
    return newer(refused).map(this::keep);
  }

  private Mono<Read> newer(Held old) {
    return credentials.newerThan(teamId, connectionId, old);
  }

  private Held keep(Read read) {
    known = new Known(read, System.nanoTime());
    return read.held();
  }

  @Override
  public boolean anonymous() {
    return anonymous;
  }

  @Override
  public boolean costsPoints() {
    return costsPoints;
  }
}
