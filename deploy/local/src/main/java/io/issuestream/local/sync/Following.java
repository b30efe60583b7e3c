package io.issuestream.local.sync;

import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.demo.LiveLines;
import io.issuestream.local.demo.Pause;
import io.issuestream.local.demo.ProjectSync;
import io.issuestream.local.demo.SyncLines;
import io.issuestream.local.demo.SyncWatch;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Follows syncs to their ends, showing how far they are. */
final class Following {
  private static final Duration PACE = Duration.ofMillis(300);

  private final SyncWatch watch;
  private final boolean full;
  private final Duration patience;
  private final LiveLines shown;
  private final Map<String, Followed> ended = new LinkedHashMap<>();
  private String lastSeen = "";
  private Instant movedAt = Instant.now();

  /** How a project's sync came out. */
  enum Ending {
    COMPLETED,
    /** Given up after its retries, or cancelled. */
    FAILED,
    /** It was deselected meanwhile. */
    DESELECTED,
    /** Nothing moved for too long; it goes on without being looked at. */
    UNKNOWN
  }

  /**
   * A sync that was followed.
   *
   * @param last what was last seen of it; empty where nothing was
   */
  record Followed(String key, Ending ending, Optional<ProjectSync> last) {}

  /**
   * A follower.
   *
   * @param full whether only a run that reads everything counts
   * @param patience how long nothing may move
   */
  Following(SyncWatch watch, boolean full, Duration patience, LiveLines shown) {
    this.watch = watch;
    this.full = full;
    this.patience = patience;
    this.shown = shown;
  }

  /** Waits until each of these projects' syncs has ended, or nothing moves any more. */
  List<Followed> await(Set<String> keys) {
    Map<String, ProjectSync> seen = new LinkedHashMap<>();
    while (true) {
      Optional<Map<String, ProjectSync>> look = look();
      look.ifPresent(now -> {
        keys.stream()
            .filter(key -> !ended.containsKey(key))
            .forEach(key -> settle(key, Optional.ofNullable(now.get(key)), seen));
        shown.show(lines(keys, seen));
      });
      if (ended.size() == keys.size() || isStuck(seen.values().toString())) {
        shown.finish(lines(keys, seen));
        return keys.stream().map(key -> ended.getOrDefault(key, unknown(key, seen))).toList();
      }
      Pause.of(PACE);
    }
  }

  private void settle(String key, Optional<ProjectSync> now, Map<String, ProjectSync> seen) {
    now.ifPresent(project -> seen.put(key, project));
    Optional<Ending> ending =
        now.isEmpty() ? Optional.of(Ending.DESELECTED) : now.flatMap(this::ending);
    ending.ifPresent(
        how -> ended.put(key, new Followed(key, how, Optional.ofNullable(seen.get(key)))));
  }

  private Optional<Ending> ending(ProjectSync project) {
    if (isDone(project)) {
      return Optional.of(Ending.COMPLETED);
    }
    return watch.isLost(project) ? Optional.of(Ending.FAILED) : Optional.empty();
  }

  private boolean isDone(ProjectSync project) {
    return watch.isDone(project)
        && (!full || project.run().filter(ProjectSync.Run::full).isPresent());
  }

  /** Empty while nobody answers: the services may be starting again, and what they do goes on. */
  private Optional<Map<String, ProjectSync>> look() {
    try {
      return Optional.of(
          watch.look().stream()
              .map(watch::counting)
              .collect(Collectors.toMap(ProjectSync::key, Function.identity())));
    } catch (ApiRefused refused) {
      if (refused.status() < 500) {
        throw refused;
      }
      return Optional.empty();
    } catch (UncheckedIOException away) {
      return Optional.empty();
    }
  }

  private List<String> lines(Set<String> keys, Map<String, ProjectSync> seen) {
    List<ProjectSync> known = new ArrayList<>();
    keys.stream().filter(seen::containsKey).forEach(key -> known.add(seen.get(key)));
    return SyncLines.of(known, this::isDone);
  }

  private boolean isStuck(String picture) {
    Instant now = Instant.now();
    if (!picture.equals(lastSeen)) {
      lastSeen = picture;
      movedAt = now;
    }
    return now.isAfter(movedAt.plus(patience));
  }

  private static Followed unknown(String key, Map<String, ProjectSync> seen) {
    return new Followed(key, Ending.UNKNOWN, Optional.ofNullable(seen.get(key)));
  }
}
