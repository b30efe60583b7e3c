package io.issuestream.sync.run;

/**
 * What a run has come across so far.
 *
 * @param created issues that were new
 * @param updated issues that had changed
 * @param unchanged issues stored so already
 * @param failed issues that could not be stored
 */
public record RunCounts(long created, long updated, long unchanged, long failed) {

  /** All issues read. */
  public long fetched() {
    return created + updated + unchanged + failed;
  }
}
