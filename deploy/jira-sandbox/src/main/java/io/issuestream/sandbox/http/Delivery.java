package io.issuestream.sandbox.http;

/** How an answer reaches the caller, or fails to. */
public enum Delivery {
  /** Wholly. */
  WHOLE,
  /** Not at all: the connection is reset before the first byte. */
  RESET,
  /** Half of the body comes and then the connection is reset. */
  CUT,
  /** Half of the body comes and then nothing more, while the connection stays. */
  STALLED,
  /** White space comes for ever, a little at a time, and never the body. */
  TRICKLING
}
