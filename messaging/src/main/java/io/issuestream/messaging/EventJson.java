package io.issuestream.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.issuestream.contracts.Event;
import io.issuestream.contracts.Topic;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON form of events: absent rather than null, enums by their wire name, instants as ISO 8601
 * text.
 */
public final class EventJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private EventJson() {}

  /**
   * Works out how a topic's events are written and read, so that the first one need not wait for
   * it.
   */
  public static void prepare(Topic topic) {
    for (Class<? extends Event> type : topic.eventTypes()) {
      var _ = MAPPER.readerFor(type);
      var _ = MAPPER.writerFor(type);
    }
  }

  /** The UTF-8 bytes that go on the topic. */
  public static byte[] write(Event event) {
    return MAPPER.writeValueAsBytes(event);
  }

  /**
   * Reads an event back; properties this version does not know are passed over.
   *
   * @throws JacksonException if the bytes are not JSON of that type
   */
  public static <E extends Event> E read(byte[] json, Class<E> type) {
    return MAPPER.readValue(json, type);
  }
}
