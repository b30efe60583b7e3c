package io.issuestream.local.home;

/**
 * The TCP ports of a stack, all on the loopback address.
 *
 * @param offset added to every port, so that a second stack can run beside the first
 */
public record PortPlan(int offset) {
  private static final int HIGHEST = 65535;

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
}
