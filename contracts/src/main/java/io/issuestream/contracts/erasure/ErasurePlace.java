package io.issuestream.contracts.erasure;

import io.issuestream.contracts.Checks;
import java.util.List;

/**
 * Where people wrote about the person; it is theirs to change.
 *
 * @param kind what it is, such as {@code issue}
 * @param reference which one: an issue's key, a pull request's repository and number
 * @param fields in which of its fields
 */
public record ErasurePlace(String kind, String reference, List<String> fields) {

  public ErasurePlace {
    Checks.text(kind, "kind");
    Checks.text(reference, "reference");
    fields = Checks.list(fields);
  }
}
