package io.issuestream.sandbox.data;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that one Jira knows. Filled once by a load or a generator and then changed only by edits;
 * readers hold the read lock while they choose issues and write them afterwards, since an issue
 * version never changes.
 */
public final class JiraData {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Accounts accounts = new Accounts();
  private final Sprints sprints = new Sprints();
  private final Fields fields = new Fields();
  private final Map<String, Status> statuses = new TreeMap<>();
  private final Map<Long, String> boardNames = new HashMap<>();
  private final NavigableMap<String, ProjectIssues> projects = new TreeMap<>();
  private final Map<Long, Issue> byId = new HashMap<>();
  private final Map<String, Long> idByKey = new HashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private final SearchIndex index = new SearchIndex(projects);
  private volatile Visibility visibility = Visibility.ALL;
  private long lastId;
  private List<Board> boards = List.of();
  private final IssueWriter writer = new IssueWriter(sprints);
  private final Map<Surface, Rendering> platform = new LinkedHashMap<>();
  private final Map<Surface, Rendering> agile = new LinkedHashMap<>();
  private final Rendering gatewayPlatform;
  private final Rendering gatewayAgile;

  /**
   * An empty Jira whose surfaces live under {@code origin}, such as {@code http://127.0.0.1:8090}.
   */
  public JiraData(String origin) {
    this(origin, origin + "/api/ex/jira/0");
  }

  /**
   * The same with the address under which Atlassian's gateway leads to it, which is what the links
   * of answers given there start with.
   */
  public JiraData(String origin, String gateway) {
    gatewayPlatform = new Rendering(Surface.CLOUD, false, gateway, accounts, fields);
    gatewayAgile = new Rendering(Surface.CLOUD, true, gateway, accounts, fields);
    for (Surface surface : Surface.values()) {
      String base = origin + surface.path();
      platform.put(surface, new Rendering(surface, false, base, accounts, fields));
      agile.put(surface, new Rendering(surface, true, base, accounts, fields));
    }
  }

  /** How the surface's platform answers look. */
  public Rendering platform(Surface surface) {
    return known(platform.get(surface));
  }

  /** How the surface's agile answers look. */
  public Rendering agile(Surface surface) {
    return known(agile.get(surface));
  }

  /** How Cloud's answers look that go through Atlassian's gateway. */
  public Rendering gateway(boolean inAgileShape) {
    return inAgileShape ? gatewayAgile : gatewayPlatform;
  }

  private static Rendering known(@Nullable Rendering rendering) {
    if (rendering == null) {
      throw new IllegalStateException("every surface has a rendering");
    }
    return rendering;
  }

  /** The accounts. */
  public Accounts accounts() {
    return accounts;
  }

  /** The sprints. */
  public Sprints sprints() {
    return sprints;
  }

  /** The fields. */
  public Fields fields() {
    return fields;
  }

  /** Writes issues. */
  public IssueWriter writer() {
    return writer;
  }

  /** Runs a short read of several parts that must fit together. */
  public <T> T read(Supplier<T> reading) {
    lock.readLock().lock();
    try {
      return reading.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Runs a change that nobody sees half done. */
  public <T> T change(Supplier<T> changing) {
    lock.writeLock().lock();
    try {
      return changing.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Fills the data: projects, issues and board names; of two issues with one id the later given
   * stays.
   */
  public void fill(Collection<Project> added, Collection<Issue> issues, Map<Long, String> names) {
    change(() -> {
      added.forEach(project -> projects.putIfAbsent(project.key(), new ProjectIssues(project)));
      Map<String, List<Issue>> byProject = new TreeMap<>();
      for (Issue issue : issues) {
        byId.put(issue.id(), issue);
        idByKey.put(issue.key(), issue.id());
        lastId = Math.max(lastId, issue.id());
        byProject.computeIfAbsent(issue.projectKey(), key -> new ArrayList<>()).add(issue);
      }
      byProject.forEach((key, of) -> of(key).addAll(of));
      boardNames.putAll(names);
      boards = Boards.count(projects.values(), sprints, boardNames);
      index.catchUp();
      return true;
    });
  }

  /** Remembers a status. */
  public void status(Status status) {
    synchronized (statuses) {
      statuses.putIfAbsent(status.id(), status);
    }
  }

  /** The statuses seen, by id. */
  public List<Status> statuses() {
    synchronized (statuses) {
      return List.copyOf(statuses.values());
    }
  }

  /** The boards. */
  public List<Board> boards() {
    return read(() -> boards);
  }

  /** The projects by key; iterate only inside {@link #read}. */
  public NavigableMap<String, ProjectIssues> projects() {
    return projects;
  }

  /** The issue with this id, or this current or former key; null where there is none. */
  public @Nullable Issue find(String idOrKey) {
    return read(() -> {
      if (idOrKey.matches("\\d{1,18}")) {
        return byId.get(Long.parseLong(idOrKey));
      }
      Long id = idByKey.get(idOrKey);
      return id == null ? null : byId.get(id);
    });
  }

  /** The same as the calling account sees it: null where it is hidden, too. */
  public @Nullable Issue visible(String idOrKey) {
    Issue issue = find(idOrKey);
    return issue != null && visibility.shows(issue) ? issue : null;
  }

  /** The issue as it is, where the account may see it and it is not gone; else null. */
  public @Nullable Issue current(Issue found) {
    Issue now = read(() -> byId.get(found.id()));
    return now != null && visibility.shows(now) ? now : null;
  }

  /** The projects that the account may browse, by key. */
  public List<Project> visibleProjects() {
    Visibility now = visibility;
    return read(() ->
        projects.values().stream()
            .map(ProjectIssues::project)
            .filter(project -> now.showsProject(project.key()))
            .toList());
  }

  /** What the account may see. */
  public Visibility visibility() {
    return visibility;
  }

  /** Changes what the account may see, from the next request on. */
  public synchronized void visibility(UnaryOperator<Visibility> changing) {
    visibility = changing.apply(visibility);
  }

  /** How many issues there are. */
  public int issueCount() {
    return read(byId::size);
  }

  /** The highest id that any issue ever had; no id is given twice. Ask inside {@link #change}. */
  public long lastId() {
    return lastId;
  }

  /** Former keys of the issues that have any, by id. */
  public Map<Long, SortedSet<String>> formerKeys() {
    return read(() -> {
      Map<Long, SortedSet<String>> former = new HashMap<>();
      idByKey.forEach((key, id) -> {
        Issue issue = byId.get(id);
        if (issue != null && !issue.key().equals(key)) {
          former.computeIfAbsent(id, of -> new TreeSet<>()).add(key);
        }
      });
      return former;
    });
  }

  /** The projects as searches find them at this time; iterate only inside {@link #read}. */
  public NavigableMap<String, ProjectIssues> indexed(Instant now) {
    if (read(() -> index.isDue(now))) {
      change(() -> {
        index.learn(now);
        return true;
      });
    }
    return read(index::projects);
  }

  /** Whether searches may find what is not so any more. */
  public boolean indexIsBehind() {
    return read(index::isBehind);
  }

  /** Sets how far searches are behind, for the changes from now on. */
  public void lag(IndexLag lag) {
    change(() -> {
      index.lag(lag);
      return true;
    });
  }

  /** Searches see everything that has happened so far. */
  public void reindex() {
    change(() -> {
      index.catchUp();
      return true;
    });
  }

  /** Adds an issue, inside {@link #change}. */
  public void add(Issue issue, Instant at) {
    lastId = Math.max(lastId, issue.id());
    byId.put(issue.id(), issue);
    idByKey.put(issue.key(), issue.id());
    of(issue.projectKey()).put(issue);
    index.changed(issue.id(), issue, at);
  }

  /**
   * Puts a new version in place, inside {@link #change}; a former key keeps leading to the issue.
   */
  public void replace(Issue before, Issue after, Instant at) {
    byId.put(after.id(), after);
    idByKey.put(after.key(), after.id());
    if (!before.projectKey().equals(after.projectKey())) {
      of(before.projectKey()).remove(before.id());
    }
    of(after.projectKey()).put(after);
    index.changed(after.id(), after, at);
  }

  /** Takes an issue away with all its keys, inside {@link #change}. */
  public void remove(Issue issue, Instant at) {
    byId.remove(issue.id());
    idByKey.values().removeIf(id -> id == issue.id());
    of(issue.projectKey()).remove(issue.id());
    index.changed(issue.id(), null, at);
  }

  /** A number for the next change: 1, 2, 3. */
  public long nextChange() {
    return changes.incrementAndGet();
  }

  private ProjectIssues of(String key) {
    ProjectIssues project = projects.get(key);
    if (project == null) {
      throw new IllegalStateException("no project " + key);
    }
    return project;
  }
}
