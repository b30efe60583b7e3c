package io.issuestream.contracts.connection;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.WireType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The connection's credentials, sealed for sync-worker.
 *
 * @param revision the credential version, from 1, part of the associated data
 * @param ciphertext base64 of the hybrid-encrypted credentials; associated data {@code
 *     team/connection/version}
 * @param expiresAt when an access token ends; null where it does not
 */
@WireType("io.issuestream.jira.credential.refreshed.v1")
public record TokenRefreshed(
    String teamId,
    long revision,
    String connectionId,
    String ciphertext,
    @Nullable Instant expiresAt)
    implements CredentialEvent {

  public TokenRefreshed {
    Checks.event(teamId, revision);
    Checks.text(connectionId, "connectionId");
    Checks.text(ciphertext, "ciphertext");
  }

  @Override
  public String aggregateId() {
    return connectionId;
  }

  @Override
  public String toString() {
    return "TokenRefreshed[" + teamId + ", " + connectionId + ", version " + revision + "]";
  }
}
