package io.issuestream.sync.issue;

import io.issuestream.contracts.issue.IssueState;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.messaging.EventJson;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Tells whether what is published of an issue changed: 128 bits of SHA-256 over its event's JSON.
 */
final class ContentHash {

  /** A record must fit a producer's request together with its key and headers. */
  private static final int LARGEST_EVENT = 1_000_000;

  private ContentHash() {}

  /**
   * The hash of a state, whatever its team and revision.
   *
   * @throws IllegalArgumentException if the event would be too large for Kafka
   */
  static UUID of(IssueState state) {
    byte[] json = EventJson.write(new IssueUpserted("t", 1, state));
    if (json.length > LARGEST_EVENT) {
      throw new IllegalArgumentException(
          "Its history is too long to be published (%d kB)".formatted(json.length / 1000));
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256().digest(json));
    return new UUID(digest.getLong(), digest.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
