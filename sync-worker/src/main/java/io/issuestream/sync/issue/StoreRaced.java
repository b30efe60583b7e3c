package io.issuestream.sync.issue;

/**
 * Another run of the team wrote one of the issues in the meantime; the page can be stored again.
 */
public final class StoreRaced extends RuntimeException {

  StoreRaced(int expected, long written) {
    super(
        "Only %d of %d issues could be written; another run wrote one of them"
            .formatted(written, expected));
  }
}
