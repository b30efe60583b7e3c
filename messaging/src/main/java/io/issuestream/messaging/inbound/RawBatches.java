package io.issuestream.messaging.inbound;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Hands a poll's records on as they are. The binder's own converter turns each header into an
 * object first, by what another header says: work for nothing, and something a record could abuse.
 */
final class RawBatches implements BatchMessageConverter {

  /** Its name among the beans, by which {@code messaging-defaults.yaml} asks for it. */
  static final String BEAN = "rawBatches";

  @Override
  public Message<?> toMessage(
      List<ConsumerRecord<?, ?>> records,
      @Nullable Acknowledgment acknowledgment,
      @Nullable Consumer<?, ?> consumer,
      Type payloadType) {
    var values = new ArrayList<Object>(records.size());
    for (ConsumerRecord<?, ?> found : records) {
      Object value = found.value();
      values.add(value == null ? KafkaNull.INSTANCE : value);
    }
    return MessageBuilder.withPayload(values)
        .setHeader(KafkaHeaders.RAW_DATA, new Polled(records))
        .build();
  }

  @Override
  public List<ProducerRecord<?, ?>> fromMessage(Message<?> message, String defaultTopic) {
    throw new UnsupportedOperationException("The outbox publishes, not the binder");
  }

  /** The records of a message made here. */
  static List<RawRecord> of(Message<List<byte[]>> message) {
    if (message.getHeaders().get(KafkaHeaders.RAW_DATA) instanceof Polled(var records)) {
      return records.stream().map(RawRecord::of).toList();
    }
    throw new IllegalStateException("The binder gave no records; is batch-mode on?");
  }

  /** A poll's records. A message that failed is logged with its headers: not with all of these. */
  private record Polled(List<ConsumerRecord<?, ?>> records) {
    @Override
    public String toString() {
      return records.size() + " records";
    }
  }
}
