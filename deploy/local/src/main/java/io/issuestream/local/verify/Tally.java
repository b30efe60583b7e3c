package io.issuestream.local.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What a place has of a kind in one project.
 *
 * @param count aggregates, those that are gone included
 * @param hidden empty where the place does not tell
 * @param content empty where the place does not keep contents
 */
record Tally(long count, long gone, OptionalLong hidden, long checksum, OptionalLong content) {

  static final Tally NOTHING = new Tally(0, 0, OptionalLong.empty(), 0, OptionalLong.empty());

  static Tally of(JsonNode held) {
    return new Tally(
        held.path("count").asLong(),
        held.path("gone").asLong(),
        number(held.path("hidden")),
        held.path("checksum").asLong(),
        number(held.path("content")));
  }

  private static OptionalLong number(JsonNode node) {
    return node.isMissingNode() || node.isNull()
        ? OptionalLong.empty()
        : OptionalLong.of(node.asLong());
  }

  /** Counts aggregates here, by project, as the services do in their databases. */
  static Map<String, Tally> of(Map<String, Seen> aggregates) {
    Map<String, long[]> sums = new HashMap<>();
    aggregates.forEach((id, seen) -> {
      long[] sum = sums.computeIfAbsent(seen.project(), project -> new long[5]);
      sum[0]++;
      sum[1] += seen.gone() ? 1 : 0;
      sum[2] += seen.hidden() ? 1 : 0;
      sum[3] = (sum[3] + seen.digits(id)) & Digits.MASK;
      sum[4] = (sum[4] + seen.content()) & Digits.MASK;
    });
    Map<String, Tally> tallies = new TreeMap<>();
    sums.forEach((project, sum) ->
        tallies.put(
            project,
            new Tally(sum[0], sum[1], OptionalLong.of(sum[2]), sum[3], OptionalLong.of(sum[4]))));
    return tallies;
  }

  /** Whether two places have the same, as far as both tell. */
  boolean agrees(Tally other) {
    return count == other.count
        && gone == other.gone
        && checksum == other.checksum
        && agrees(hidden, other.hidden)
        && agrees(content, other.content);
  }

  private static boolean agrees(OptionalLong one, OptionalLong other) {
    return one.isEmpty() || other.isEmpty() || one.getAsLong() == other.getAsLong();
  }
}
