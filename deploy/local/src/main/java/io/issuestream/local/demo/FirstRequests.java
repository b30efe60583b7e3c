package io.issuestream.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Measures, from the sandbox's log, how soon after the choice of a project Jira was first asked
 * about it.
 *
 * @param log the requests since before the choice, oldest first
 */
record FirstRequests(JsonNode log) {

  /** Zero when the request was faster than the answer to the choice; empty when there was none. */
  Optional<Duration> after(Selection.Chosen project) {
    Pattern named =
        Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(project.key()) + "(?![A-Za-z0-9_])");
    for (JsonNode request : log) {
      String asked = request.path("path").asString() + "?" + request.path("query").asString();
      if (named.matcher(asked).find()) {
        Duration time =
            Duration.between(project.answeredAt(), Instant.parse(request.path("at").asString()));
        return Optional.of(time.isNegative() ? Duration.ZERO : time);
      }
    }
    return Optional.empty();
  }
}
