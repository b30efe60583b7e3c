package io.issuestream.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The headers a letter has beside its record's own, and reading them. */
final class LetterHeaders {

  static final String OURS = "dlt_";
  static final String CODE = "dlt_code";
  static final String FAILURE = "dlt_failure";
  static final String SENTENCE = "dlt_cause";
  static final String ATTEMPTS = "dlt_attempts";
  static final String PUT_ASIDE = "dlt_put_aside";
  static final String LAST_TRIED = "dlt_last_tried";
  static final String ORIGIN_TOPIC = "dlt_origin_topic";
  static final String ORIGIN_PARTITION = "dlt_origin_partition";
  static final String ORIGIN_OFFSET = "dlt_origin_offset";
  static final String ORIGIN_TIMESTAMP = "dlt_origin_timestamp";
  static final String ORIGIN_KEY = "dlt_origin_key";

  /** How many bytes of data the record has; none where it has no data at all. */
  static final String DATA_BYTES = "dlt_data_bytes";

  static final String LEFT_OUT = "dlt_left_out";

  private LetterHeaders() {}

  static @Nullable String header(ConsumerRecord<String, byte[]> found, String name) {
    Header header = found.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  static long number(@Nullable String text, long otherwise) {
    return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : otherwise;
  }

  static Instant time(@Nullable String text, Instant otherwise) {
    try {
      return text == null ? otherwise : Instant.parse(text);
    } catch (DateTimeException notOurs) {
      return otherwise;
    }
  }
}
