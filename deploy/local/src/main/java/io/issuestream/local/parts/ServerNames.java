package io.issuestream.local.parts;

/** The parts that are servers of their own make, with a way of stopping that is theirs. */
public final class ServerNames {
  public static final String POSTGRESQL = "postgresql";
  public static final String KAFKA = "kafka";

  private ServerNames() {}

  public static boolean isServer(String part) {
    return part.equals(POSTGRESQL) || part.equals(KAFKA);
  }
}
