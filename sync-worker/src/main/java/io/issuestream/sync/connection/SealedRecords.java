package io.issuestream.sync.connection;

import io.issuestream.contracts.connection.TokenRefreshed;
import io.issuestream.keys.KeyIds;
import io.issuestream.messaging.EventJson;
import io.issuestream.messaging.inbound.TopicScan;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Counts the records of credentials by the key they were sealed for: the last one of each
 * connection, which is what counts, and those before it, which Kafka has yet to compact away.
 */
final class SealedRecords implements TopicScan.Visitor {

  /** For a record that says nothing of a key. */
  private static final long UNKNOWN = 0;

  private final Map<String, Long> lastKeys = new HashMap<>();
  private final Map<Long, Long> overwritten = new TreeMap<>();

  @Override
  public void visit(String key, byte @Nullable [] value) {
    Long before = value == null ? lastKeys.remove(key) : lastKeys.put(key, sealedFor(value));
    if (before != null) {
      overwritten.merge(before, 1L, Long::sum);
    }
  }

  private static long sealedFor(byte[] value) {
    try {
      String ciphertext = EventJson.read(value, TokenRefreshed.class).ciphertext();
      return KeyIds.sealedUnder(Base64.getDecoder().decode(ciphertext)).orElse(UNKNOWN);
    } catch (JacksonException | IllegalArgumentException noCredential) {
      return UNKNOWN;
    }
  }

  Map<Long, Long> last() {
    var counts = new TreeMap<Long, Long>();
    lastKeys.values().forEach(key -> counts.merge(key, 1L, Long::sum));
    return counts;
  }

  Map<Long, Long> overwritten() {
    return Map.copyOf(overwritten);
  }
}
