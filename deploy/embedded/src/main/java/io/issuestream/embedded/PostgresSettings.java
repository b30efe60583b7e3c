package io.issuestream.embedded;

import java.nio.file.Path;

/**
 * How a PostgreSQL is run.
 *
 * @param dataDirectory made and initialised when it is missing; kept when the server stops
 * @param programs directory the programs are unpacked into, shared by all servers of the machine or
 *     checkout
 * @param port TCP port on the loopback address
 * @param log file the server's log is appended to
 * @param durability what a committed transaction survives
 * @param sharedBuffers megabytes of page cache the server keeps for itself
 * @param superuserPassword of the account that makes databases and other accounts; letters, digits,
 *     hyphens and underscores
 */
public record PostgresSettings(
    Path dataDirectory,
    Path programs,
    int port,
    Path log,
    Durability durability,
    int sharedBuffers,
    String superuserPassword) {

  /** What a committed transaction survives. */
  public enum Durability {
    /** Process, system and power failure, as in production. */
    FULL,
    /**
     * Nothing but the process living on. For tests only: they throw the data away, and waiting for
     * the disk at each of thousands of commits is most of their time.
     */
    NONE_FOR_TESTS
  }
}
