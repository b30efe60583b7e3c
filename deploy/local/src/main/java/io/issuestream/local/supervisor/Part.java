package io.issuestream.local.supervisor;

import io.issuestream.local.process.LogFile;

/** One process of the stack: how to start it, to see whether it serves, and to stop it. */
public interface Part {

  /** As people say it: {@code sync-worker}. */
  String name();

  /** Where it serves, on the loopback address. */
  int port();

  LogFile log();

  /**
   * Starts the process, or adopts one that serves the same data.
   *
   * @throws io.issuestream.embedded.ServerDidNotStart when it cannot, with a message for people
   */
  Launched start();

  /** Whether it serves now; answers within two seconds. */
  boolean serves();

  /** Asks the process to end and waits for it, with a bound after which it is killed. */
  void stop(Launched launched);

  /** A process as it was started. */
  interface Launched {
    ProcessHandle process();

    /** Once it has ended: how, for people ("with code 1"). */
    String ending();
  }
}
