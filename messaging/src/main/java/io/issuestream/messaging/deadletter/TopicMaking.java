package io.issuestream.messaging.deadletter;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.core.KafkaAdmin;

/** Makes the topics of letters: such are rare, so each is made when the first letter needs it. */
final class TopicMaking {

  /** Letters may be larger than records, by their headers and where a record was compressed. */
  static final int LARGEST = 4 * 1024 * 1024;

  private static final String THIRTY_DAYS = Long.toString(Duration.ofDays(30).toMillis());
  private static final String ONE_DAY = Long.toString(Duration.ofDays(1).toMillis());

  /**
   * Compacted, so that what was taken away leaves the disk, within about a day; deleted, so that
   * what nobody cares for does not stay for ever.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete",
          TopicConfig.RETENTION_MS_CONFIG, THIRTY_DAYS,
          TopicConfig.DELETE_RETENTION_MS_CONFIG, ONE_DAY,
          TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, ONE_DAY,
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST));

  private final KafkaAdmin admin;
  private final short replicationFactor;
  private final Set<String> declared = ConcurrentHashMap.newKeySet();

  TopicMaking(KafkaAdmin admin, short replicationFactor) {
    this.admin = admin;
    this.replicationFactor = replicationFactor;
  }

  /** One that is there stays as it is, whatever version made it. Blocks. */
  void declare(String letters) {
    if (!declared.contains(letters)) {
      admin.createOrModifyTopics(new NewTopic(letters, 1, replicationFactor).configs(SETTINGS));
      declared.add(letters);
    }
  }
}
