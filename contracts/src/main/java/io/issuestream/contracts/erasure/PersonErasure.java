package io.issuestream.contracts.erasure;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is erased, told by what leads to nobody.
 *
 * @param erasureId random
 * @param personIds the team-scoped references of the person's accounts; they stay where issues name
 *     them
 * @param memberIds the members the person was listed as
 * @param marks keyed hashes of the person's identifiers, by which they are known again
 * @param sealed the identifiers themselves, sealed with a key of this erasure alone, in base64;
 *     null once every service has erased the person
 */
public record PersonErasure(
    String erasureId,
    Instant requestedAt,
    List<String> personIds,
    List<String> memberIds,
    List<ErasureMark> marks,
    @Nullable String sealed) {

  public PersonErasure {
    Checks.text(erasureId, "erasureId");
    requireNonNull(requestedAt, "requestedAt");
    personIds = Checks.list(personIds);
    memberIds = Checks.list(memberIds);
    marks = Checks.list(marks);
  }

  /** The same without the identifiers. */
  public PersonErasure done() {
    return new PersonErasure(erasureId, requestedAt, personIds, memberIds, marks, null);
  }
}
