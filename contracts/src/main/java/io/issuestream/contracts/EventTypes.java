package io.issuestream.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds event classes by their wire name and back. */
public final class EventTypes {

  private static final Map<String, Class<? extends Event>> BY_NAME =
      Arrays.stream(Topic.values())
          .flatMap(topic -> topic.eventTypes().stream())
          .collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, type -> type));

  private EventTypes() {}

  /**
   * The wire name of an event class.
   *
   * @throws IllegalArgumentException if the class bears none
   */
  public static String nameOf(Class<? extends Event> type) {
    WireType wireType = type.getAnnotation(WireType.class);
    if (wireType == null) {
      throw new IllegalArgumentException(type.getName() + " bears no @WireType");
    }
    return wireType.value();
  }

  /** The event class of a wire name, or empty for one this version does not know. */
  public static Optional<Class<? extends Event>> byName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Every wire name. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }
}
