package io.issuestream.messaging.inbound;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;

/** Takes a batch message of the binder apart. */
final class RawRecords {

  private RawRecords() {}

  static List<RawRecord> of(Message<List<byte[]>> message) {
    List<?> values = message.getPayload();
    List<?> keys = list(message, KafkaHeaders.RECEIVED_KEY);
    List<?> topics = list(message, KafkaHeaders.RECEIVED_TOPIC);
    List<?> partitions = list(message, KafkaHeaders.RECEIVED_PARTITION);
    List<?> offsets = list(message, KafkaHeaders.OFFSET);
    List<?> headers = list(message, KafkaHeaders.BATCH_CONVERTED_HEADERS);
    var records = new ArrayList<RawRecord>(values.size());
    for (int i = 0; i < values.size(); i++) {
      records.add(
          new RawRecord(
              String.valueOf(topics.get(i)),
              ((Number) partitions.get(i)).intValue(),
              ((Number) offsets.get(i)).longValue(),
              text(keys.get(i)),
              values.get(i) instanceof byte[] bytes ? bytes : null,
              texts((Map<?, ?>) headers.get(i))));
    }
    return records;
  }

  private static List<?> list(Message<?> message, String name) {
    if (message.getHeaders().get(name) instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException("The binder gave no " + name + "; is batch-mode on?");
  }

  private static Map<String, String> texts(Map<?, ?> headers) {
    var texts = new HashMap<String, String>();
    headers.forEach((name, value) -> {
      String text = text(value);
      if (text != null) {
        texts.put(String.valueOf(name), text);
      }
    });
    return texts;
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      case KafkaNull nothing -> null;
      default -> value.toString();
    };
  }
}
