package io.issuestream.messaging.deadletter;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant; what is null or empty excludes nothing.
 *
 * @param ids these only
 * @param topic of this topic only, named without the installation's prefix
 * @param code of this cause only
 * @param team of this team only, by the record's key
 */
public record LetterFilter(
    Set<LetterId> ids, @Nullable String topic, @Nullable String code, @Nullable String team) {

  public LetterFilter {
    ids = Set.copyOf(ids);
  }

  /** All of these. */
  public static LetterFilter of(Set<LetterId> ids) {
    return new LetterFilter(ids, null, null, null);
  }

  boolean takes(LetterSummary letter) {
    return (ids.isEmpty() || ids.contains(letter.id()))
        && (topic == null || topic.equals(letter.id().topic()))
        && (code == null || code.equals(letter.code()))
        && (team == null || team.equals(letter.team()));
  }
}
