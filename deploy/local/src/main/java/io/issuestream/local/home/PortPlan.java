package io.issuestream.local.home;

import java.util.ArrayList;
import java.util.List;

/**
 * The TCP ports of a stack, all on the loopback address.
 *
 * @param offset added to every port, so that a second stack can run beside the first
 */
public record PortPlan(int offset) {
  private static final int HIGHEST = 65535;
  private static final int SERVICES = 5;

  public PortPlan {
    if (offset < 0 || 9093 + offset > HIGHEST) {
      throw new IllegalArgumentException(
          "ISSUESTREAM_PORT_OFFSET must be from 0 to "
              + (HIGHEST - 9093)
              + ", not "
              + offset
              + ".");
    }
  }

  public int frontDoor() {
    return 8080 + offset;
  }

  /** Services listen from 8081 on, by their place in the stack. */
  public int service(int place) {
    return 8081 + place + offset;
  }

  /**
   * The same of a further replica of a service.
   *
   * @param replica from 1 to 4
   */
  public int service(int place, int replica) {
    return service(place) + 20 * (replica - 1);
  }

  public int sandbox() {
    return 8090 + offset;
  }

  public int kafka() {
    return 9092 + offset;
  }

  public int kafkaController() {
    return 9093 + offset;
  }

  public int postgres() {
    return 5439 + offset;
  }

  /** All of them. */
  public List<Integer> all() {
    List<Integer> all =
        new ArrayList<>(List.of(frontDoor(), sandbox(), kafka(), kafkaController(), postgres()));
    for (int place = 0; place < SERVICES; place++) {
      all.add(service(place));
    }
    return all;
  }
}
