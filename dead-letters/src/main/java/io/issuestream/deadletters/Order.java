package io.issuestream.deadletters;

import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.messaging.deadletter.Correction;
import io.issuestream.messaging.deadletter.LetterFilter;
import io.issuestream.messaging.deadletter.LetterId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which letters something is to be done with. At least one of {@code ids}, {@code topic}, {@code
 * code}, {@code team} is given, or {@code all}.
 *
 * @param ids at most {@value Page#MAX_LIMIT}
 * @param after go on behind this letter, as an earlier answer gave in {@code next}
 * @param limit at most so many in one go
 * @param correction for a retry of one letter
 */
record Order(
    @Nullable List<String> ids,
    @Nullable String topic,
    @Nullable String code,
    @Nullable String team,
    @Nullable Boolean all,
    @Nullable String after,
    @Nullable Integer limit,
    @Nullable Corrected correction) {

  /**
   * What to put in place of the record's own.
   *
   * @param data any JSON
   */
  record Corrected(
      @Nullable String key, @Nullable JsonNode data, @Nullable Map<String, String> headers) {}

  /**
   * The filter of the letters meant.
   *
   * @throws Problem (400) where nothing says which
   */
  LetterFilter filter() {
    Set<LetterId> wanted = wanted();
    if (wanted.isEmpty()
        && topic == null
        && code == null
        && team == null
        && !Boolean.TRUE.equals(all)) {
      throw Problem.invalid("Say which: ids, topic, code or team, or all.");
    }
    return new LetterFilter(wanted, topic, code, team);
  }

  Set<LetterId> wanted() {
    var wanted = new HashSet<LetterId>();
    if (ids != null) {
      if (ids.size() > Page.MAX_LIMIT) {
        throw Problem.invalid("At most " + Page.MAX_LIMIT + " ids at once.");
      }
      ids.forEach(id -> wanted.add(id(id)));
    }
    return wanted;
  }

  @Nullable LetterId from() {
    return after == null ? null : id(after);
  }

  static LetterId id(String text) {
    return LetterId.of(text)
        .orElseThrow(() ->
            Problem.invalid("A letter is named by topic:partition:offset, as the list gives it."));
  }

  /**
   * The correction.
   *
   * @throws Problem (400) unless it is for one letter
   */
  @Nullable Correction corrected() {
    if (correction == null) {
      return null;
    }
    if (wanted().size() != 1) {
      throw Problem.invalid("A correction is for one letter; name it in ids.");
    }
    JsonNode data = correction.data();
    return Correction.of(
        correction.key(),
        data == null || data.isNull() ? null : data.toString(),
        correction.headers() == null ? Map.of() : correction.headers());
  }
}
