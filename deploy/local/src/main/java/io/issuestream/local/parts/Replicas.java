package io.issuestream.local.parts;

import io.issuestream.local.home.PortPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many processes of each service the stack runs.
 *
 * @param others of each service that is not named, 1 to {@value #MOST}
 * @param named of single services, by name
 */
public record Replicas(int others, Map<String, Integer> named) {
  /** More would take the ports of the broker. */
  public static final int MOST = 4;

  public static final Replicas ONE = new Replicas(1, Map.of());

  public Replicas {
    named = Map.copyOf(named);
    requireFew(others);
    named.values().forEach(Replicas::requireFew);
  }

  /** One of a service's processes; the first bears the service's own name. */
  public record Replica(ServiceSpec service, int number) {
    public String name() {
      return number == 1 ? service.name() : service.name() + "-" + number;
    }

    public int port(PortPlan ports) {
      return ports.service(service.place(), number);
    }
  }

  /**
   * Reads {@code 2}, {@code sync-worker=2} or {@code 2,user-matcher=1}.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static Replicas parse(String text) {
    int others = 1;
    Map<String, Integer> named = new HashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      int count = number(part.substring(equals + 1), text);
      if (equals < 0) {
        others = count;
      } else {
        String name = part.substring(0, equals).strip();
        if (ServiceSpec.named(name).isEmpty()) {
          throw new IllegalArgumentException("There is no service " + name + ".");
        }
        named.put(name, count);
      }
    }
    return new Replicas(others, named);
  }

  public List<Replica> of(ServiceSpec service) {
    return IntStream.rangeClosed(1, named.getOrDefault(service.name(), others))
        .mapToObj(number -> new Replica(service, number))
        .toList();
  }

  public List<Replica> all() {
    return ServiceSpec.ALL.stream().flatMap(service -> of(service).stream()).toList();
  }

  /** The service that a part is a replica of, by the part's name. */
  public static Optional<ServiceSpec> serviceOf(String part) {
    return ServiceSpec.named(part.replaceFirst("-\\d+$", ""));
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return named.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> "," + each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining("", Integer.toString(others), ""));
  }

  private static int number(String text, String all) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + all + "\" is neither a number of replicas nor SERVICE=NUMBER.", e);
    }
  }

  private static void requireFew(int count) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("A service has 1 to " + MOST + " replicas, not " + count);
    }
  }
}
