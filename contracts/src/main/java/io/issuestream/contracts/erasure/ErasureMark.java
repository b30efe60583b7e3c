package io.issuestream.contracts.erasure;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;

/**
 * By what an erased person's identifier is known again.
 *
 * @param value keyed hash of it, in hexadecimal digits
 */
public record ErasureMark(IdentifierKind kind, String value) {

  public ErasureMark {
    requireNonNull(kind, "kind");
    Checks.text(value, "value");
  }
}
