package io.issuestream.sandbox.http;

import java.time.Duration;

/** Decides what a request is answered with. */
public interface Handler {
  /** Answers a request, on the calling thread. */
  Answer handle(Call call);

  /**
   * Whether answering may take long, so that it must not be done on a thread that serves others.
   */
  boolean slow(Call call);

  /** How long to wait before answering. */
  Duration delay(Call call);
}
