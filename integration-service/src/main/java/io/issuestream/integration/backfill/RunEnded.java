package io.issuestream.integration.backfill;

/** Another replica reads the connection by now, or the repository is no longer tracked. */
final class RunEnded extends RuntimeException {

  RunEnded() {
    super("The run is no longer ours to go on with", null, false, false);
  }
}
