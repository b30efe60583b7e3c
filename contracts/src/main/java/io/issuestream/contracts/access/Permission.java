package io.issuestream.contracts.access;

/**
 * One thing a principal may do. The constants are named as Kafka names them; what Kafka derives
 * from a permission (whoever may read or write may describe) is not listed again.
 *
 * @param name what it is about, with the installation's prefix
 * @param prefix whether it is about everything whose name begins so
 */
public record Permission(
    Principal principal, Operation operation, Resource resource, String name, boolean prefix) {

  /** What may be done. */
  public enum Operation {
    READ,
    WRITE,
    CREATE,
    DESCRIBE
  }

  /** With what. */
  public enum Resource {
    TOPIC,
    GROUP,
    TRANSACTIONAL_ID
  }
}
