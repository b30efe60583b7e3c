package io.issuestream.metrics.issue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.issuestream.contracts.Event;
import io.issuestream.contracts.EventTypes;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.messaging.EventJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Ways in which an event's record can be spoiled, and the code of the cause each is to get. */
enum Poison {
  BAD_JSON("bad-json"),
  WRONG_SCHEMA("wrong-schema"),
  UNKNOWN_TYPE("unknown-type"),
  OLD_VERSION("old-version"),
  FOREIGN_TEAM("foreign-team"),
  OVERSIZED("too-large"),
  MISSING_HEADER("missing-header"),
  BAD_TIME("bad-header"),
  WRONG_TOPIC("wrong-topic"),
  /** Nothing is wrong with the record; the database of the test refuses issues of such a number. */
  REFUSED("refused-by-database"),
  /** The same, in a way that might heal. */
  STUBBORN("kept-failing");

  static final long REFUSED_FROM = 900_000_000;
  static final long STUBBORN_FROM = 950_000_000;

  private static final int MORE_THAN_AN_EVENT_MAY_HAVE = 1_200_000;

  final String code;

  Poison(String code) {
    this.code = code;
  }

  /** Whether a retry needs a correction; else it needs the service to be put right. */
  boolean isInTheRecord() {
    return this != REFUSED && this != STUBBORN;
  }

  /** The event's record, spoiled. */
  ProducerRecord<String, byte[]> spoil(String topic, IssueUpserted event) {
    Map<String, String> headers = headers(event);
    byte[] data = EventJson.write(event);
    switch (this) {
      case BAD_JSON -> data = Arrays.copyOf(data, data.length - 2);
      case WRONG_SCHEMA ->
          data = text(data).replace("\"projectId\":", "\"project\":").getBytes(UTF_8);
      case UNKNOWN_TYPE -> headers.put("ce_type", "io.issuestream.jira.issue.painted.v1");
      case OLD_VERSION -> headers.put("ce_type", "io.issuestream.jira.issue.upserted.v0");
      case FOREIGN_TEAM ->
          data = EventJson.write(new IssueUpserted("stranger", event.revision(), event.issue()));
      case OVERSIZED -> {
        int length = data.length;
        data = Arrays.copyOf(data, MORE_THAN_AN_EVENT_MAY_HAVE);
        Arrays.fill(data, length, data.length, (byte) ' ');
      }
      case MISSING_HEADER -> headers.remove("ce_type");
      case BAD_TIME -> headers.put("ce_time", "the day before yesterday");
      case WRONG_TOPIC -> headers.put("ce_type", "io.issuestream.jira.sprint.upserted.v1");
      case REFUSED, STUBBORN -> {}
    }
    return record(topic, Keys.of(event), data, headers);
  }

  static ProducerRecord<String, byte[]> good(String topic, Event event) {
    return record(topic, Keys.of(event), EventJson.write(event), headers(event));
  }

  static Map<String, String> headers(Event event) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", Keys.of(event) + "@" + event.revision());
    headers.put("ce_type", EventTypes.nameOf(event.getClass()));
    headers.put("ce_time", "2026-03-02T08:00:00Z");
    return headers;
  }

  private static ProducerRecord<String, byte[]> record(
      String topic, String key, byte[] data, Map<String, String> headers) {
    var record = new ProducerRecord<>(topic, key, data);
    headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    return record;
  }

  private static String text(byte[] data) {
    return new String(data, UTF_8);
  }
}
