package io.issuestream.metrics.issue;

import io.issuestream.contracts.Keys;
import io.issuestream.contracts.issue.IssueEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Remembers, for each key, the revisions that were taken in, in the order they were. */
class RecordingFacts extends IssueFacts {

  private final Map<String, List<Long>> taken = new ConcurrentHashMap<>();

  RecordingFacts(DatabaseClient database) {
    super(database);
  }

  @Override
  Mono<Void> accept(Collection<IssueEvent> events) {
    return super.accept(events)
        .doOnSuccess(done ->
            events.forEach(event ->
                taken
                    .computeIfAbsent(
                        Keys.of(event), key -> Collections.synchronizedList(new ArrayList<>()))
                    .add(event.revision())));
  }

  /** Public, because Spring puts a proxy before it. */
  public List<Long> taken(String key) {
    return List.copyOf(taken.getOrDefault(key, List.of()));
  }
}
