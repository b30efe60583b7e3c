package io.issuestream.insights.pullrequest;

import io.issuestream.insights.key.KeySource;
import io.issuestream.insights.pullrequest.PullRequestView.NamedIssue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the keys of a pull request from the one column that the query gathers them in. */
final class NamedIssues {

  private final JsonMapper json;

  NamedIssues(JsonMapper json) {
    this.json = json;
  }

  Named of(String keys) {
    List<Key> all = json.readValue(keys, new TypeReference<List<Key>>() {});
    return new Named(
        all.stream().filter(key -> key.key() != null).map(NamedIssues::issue).toList(),
        all.stream().filter(key -> key.key() == null).map(Key::named).toList());
  }

  private static NamedIssue issue(Key key) {
    String now = Objects.requireNonNull(key.key());
    return new NamedIssue(
        now,
        now.equals(key.named()) ? null : key.named(),
        KeySource.of(key.sources()),
        Boolean.TRUE.equals(key.deleted()));
  }

  record Named(List<NamedIssue> issues, List<String> unknownKeys) {}

  /** A named key as the query gives it; without an issue's key where none is known. */
  record Key(String named, int sources, @Nullable String key, @Nullable Boolean deleted) {}
}
