package io.issuestream.messaging.deadletter;

import io.issuestream.contracts.Topic;
import java.util.Arrays;
import java.util.Optional;

/**
 * The topics this service's letters are on.
 *
 * @param topicPrefix the installation's
 * @param group the service's
 */
record LetterTopics(String topicPrefix, String group) {

  /** Where the letters of a topic are, with the installation's prefix. */
  String of(Topic topic) {
    return name(topic.topicName());
  }

  /** Where a letter is. */
  String of(LetterId id) {
    return name(id.topic());
  }

  private String name(String topic) {
    return topicPrefix + topic + "." + group + ".dlt";
  }

  /** The topic a letter's record stood on, with the prefix. */
  String origin(LetterId id) {
    return topicPrefix + id.topic();
  }

  /** The topic a letter is about; empty for one that this version does not know. */
  static Optional<Topic> topic(LetterId id) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.topicName().equals(id.topic()))
        .findFirst();
  }
}
