package io.issuestream.local.demo;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The summary of user matches. */
final class Matching {
  static final List<String> STATES =
      List.of("matched", "unmatched", "ambiguous", "excluded", "errors");

  private Matching() {}

  static long accounts(JsonNode summary) {
    return STATES.stream().mapToLong(state -> summary.path(state).asLong()).sum();
  }
}
