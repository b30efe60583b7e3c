package io.issuestream.insights.pullrequest;

import io.issuestream.contracts.code.PullRequestEvent;
import io.issuestream.insights.key.KeyExtractor;
import io.issuestream.insights.key.KeySource;
import io.issuestream.insights.key.NamedKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a batch of pull requests names as columns, in the order the statement takes them.
 */
final class KeyColumns {

  private final List<String> teams = new ArrayList<>();
  private final List<String> pullRequests = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private final List<Short> sources = new ArrayList<>();

  KeyColumns(List<PullRequestEvent> events) {
    for (PullRequestEvent event : events) {
      for (NamedKey named : KeyExtractor.keysOf(event.pullRequest())) {
        teams.add(event.teamId());
        pullRequests.add(event.pullRequest().id());
        keys.add(named.key());
        sources.add(KeySource.mask(named.sources()));
      }
    }
  }

  List<Object> values() {
    return List.of(
        teams.toArray(String[]::new),
        pullRequests.toArray(String[]::new),
        keys.toArray(String[]::new),
        sources.toArray(Short[]::new));
  }
}
