package io.issuestream.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sample events that producers and consumers both test against.
 *
 * <p>A sample is named by its wire type; a further one of the same type has a variant behind it,
 * such as {@code io.issuestream.jira.issue.upserted.v1.minimal}.
 */
public final class Samples {

  private static final Pattern WIRE_TYPE = Pattern.compile("^.+\\.v\\d+");

  private static final List<String> VARIANTS =
      List.of(
          "io.issuestream.jira.issue.upserted.v1.done",
          "io.issuestream.jira.issue.upserted.v1.minimal",
          "io.issuestream.jira.sync.requested.v1.all-teams");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Samples() {}

  /** The way events are written and read: nulls left out, enums by their wire name, ISO dates. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The sample of an event type, as it stands in its file. */
  public static String json(Class<? extends Event> type) {
    return json(EventTypes.nameOf(type));
  }

  /**
   * The sample of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static String json(String name) {
    String resource = "/samples/" + name + ".json";
    try (InputStream in = Samples.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no sample " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sample of an event type. */
  public static <E extends Event> E read(Class<E> type) {
    return MAPPER.readValue(json(type), type);
  }

  /** A further sample of an event type, such as {@code minimal}. */
  public static <E extends Event> E read(Class<E> type, String variant) {
    return MAPPER.readValue(json(EventTypes.nameOf(type) + "." + variant), type);
  }

  /** The sample of a name. */
  public static Event read(String name) {
    return MAPPER.readValue(json(name), typeOf(name));
  }

  /** Every sample's name. */
  public static List<String> names() {
    return Stream.concat(EventTypes.names().stream(), VARIANTS.stream()).sorted().toList();
  }

  /** Every sample of what a topic carries, the further ones included. */
  public static List<Event> on(Topic topic) {
    return names().stream()
        .filter(name -> Topic.of(typeOf(name)) == topic)
        .map(Samples::read)
        .toList();
  }

  private static Class<? extends Event> typeOf(String name) {
    String wireType = WIRE_TYPE.matcher(name).results().findFirst().orElseThrow().group();
    return EventTypes.byName(wireType)
        .orElseThrow(() -> new IllegalArgumentException(name + " names no event type"));
  }
}
