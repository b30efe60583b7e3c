package io.issuestream.jira;

import java.util.concurrent.atomic.LongAdder;

/** Counts what one piece of work, such as a sync run, asked of Jira. Safe for many threads. */
public final class CallCounter {

  private final LongAdder calls = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /** Requests sent, retries included. */
  public long calls() {
    return calls.sum();
  }

  /** Requests that repeated a failed one. */
  public long retries() {
    return retries.sum();
  }

  /** Bytes of the answers, unpacked. */
  public long bytes() {
    return bytes.sum();
  }

  void sent() {
    calls.increment();
  }

  void retried() {
    retries.increment();
  }

  void received(int count) {
    bytes.add(count);
  }
}
