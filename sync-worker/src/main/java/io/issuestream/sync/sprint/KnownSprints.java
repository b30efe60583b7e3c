package io.issuestream.sync.sprint;

import io.issuestream.jira.JiraSprint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sprints that issues named while a worker held a connection; most issues name the same few.
 * Safe for many threads.
 */
public final class KnownSprints {

  private final Map<Long, JiraSprint> byId = new ConcurrentHashMap<>();

  /** Those that are new or told differently, each once. */
  public List<JiraSprint> news(Collection<JiraSprint> named) {
    var news = new LinkedHashMap<Long, JiraSprint>();
    for (JiraSprint sprint : named) {
      if (!sprint.equals(byId.get(sprint.id()))) {
        news.put(sprint.id(), sprint);
      }
    }
    return List.copyOf(news.values());
  }

  /** Notes what was stored; call it once that is committed. */
  public void stored(Collection<JiraSprint> sprints) {
    sprints.forEach(sprint -> byId.put(sprint.id(), sprint));
  }
}
