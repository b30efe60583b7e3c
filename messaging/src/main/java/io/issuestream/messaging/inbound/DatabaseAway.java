package io.issuestream.messaging.inbound;

/** The database does not answer, or takes no writes, so that nothing can be said of a record. */
public final class DatabaseAway extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseAway(Throwable failure) {
    super("The database does not answer", failure);
  }
}
