package io.issuestream.erasure;

/** People were erased, or are to be, and this service has no key to know them by. */
public final class ErasureKeyMissing extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ErasureKeyMissing() {
    super(
        "This service has no erasure key; set ISSUESTREAM_ERASURE_KEYFILE to the key set that all"
            + " services have alike");
  }
}
