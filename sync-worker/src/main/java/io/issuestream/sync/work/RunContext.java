package io.issuestream.sync.work;

import io.issuestream.jira.CallCounter;
import io.issuestream.jira.Jira;
import io.issuestream.jira.JiraKind;
import io.issuestream.sync.connection.OpenJira;
import io.issuestream.sync.lease.Lease;
import io.issuestream.sync.run.SyncRun;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One try of a run: its row as last committed, and the calls to Jira not yet counted there. Its
 * steps follow each other; within one, several pages may be stored at once.
 */
final class RunContext {

  private static final long PROGRESS_NANOS = 250_000_000;

  private final HeldConnection connection;
  private final OpenJira opened;
  private final CallCounter calls = new CallCounter();
  private final Jira jira;
  private volatile SyncRun run;
  private final AtomicLong callsCounted = new AtomicLong();
  private volatile long progressTold = System.nanoTime() - PROGRESS_NANOS;

  RunContext(HeldConnection connection, OpenJira opened, SyncRun run) {
    this.connection = connection;
    this.opened = opened;
    this.jira = opened.jira().cached().countingInto(calls);
    this.run = run;
  }

  HeldConnection connection() {
    return connection;
  }

  Lease lease() {
    return connection.lease();
  }

  Jira jira() {
    return jira;
  }

  JiraKind kind() {
    return opened.kind();
  }

  /** A name for reads shared by all that use the same credentials. */
  String shared(String what) {
    return what + "@" + opened.version();
  }

  SyncRun run() {
    return run;
  }

  String team() {
    return run.teamId();
  }

  /** Calls of this try so far. */
  long calls() {
    return calls.calls();
  }

  long callsToCount() {
    return calls.calls() - callsCounted.get();
  }

  /** Whether a quarter of a second has passed since progress was told. */
  boolean progressDue() {
    return System.nanoTime() - progressTold >= PROGRESS_NANOS;
  }

  /** The calls not counted yet; to be given back where they are not counted after all. */
  long takeCalls() {
    long now = calls.calls();
    return Math.max(0, now - callsCounted.getAndAccumulate(now, Math::max));
  }

  void giveBack(long callsNotCounted) {
    callsCounted.addAndGet(-callsNotCounted);
  }

  /** Takes over what was committed, unless what was committed after it is known already. */
  synchronized void committed(SyncRun row, long callsInIt, boolean told) {
    if (progress(row) >= progress(run)) {
      run = row;
    }
    callsCounted.addAndGet(callsInIt);
    if (told) {
      progressTold = System.nanoTime();
    }
  }

  /** Never falls from one commit to the next. */
  private static long progress(SyncRun row) {
    return row.apiCalls() + row.counts().fetched();
  }
}
