package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/** Waits until everything that was set going has arrived everywhere, showing how far it is. */
final class Arrival {
  private static final Duration PACE = Duration.ofMillis(300);

  /** What is between two services is seen by neither; it takes far less than this. */
  private static final Duration STILL = Duration.ofMillis(1500);

  private final Api api;
  private final SyncWatch watch;
  private final Set<String> projects;
  private final PullRequestSending sending;
  private final Future<?> sent;
  private final LiveLines lines;
  private final Stillness stillness;

  Arrival(
      Api api,
      SyncWatch watch,
      Set<String> projects,
      PullRequestSending sending,
      Future<?> sent,
      LiveLines lines,
      Duration patience) {
    this.api = api;
    this.watch = watch;
    this.projects = projects;
    this.sending = sending;
    this.sent = sent;
    this.lines = lines;
    this.stillness = new Stillness(patience);
  }

  /** Where all services stand at the end. */
  record Arrived(List<ProjectSync> projects, Standing standing) {}

  /**
   * @throws DemoFailed when a sync is given up, or nothing moves any more
   */
  Arrived await() {
    Arrived last = new Arrived(List.of(), Standing.NOWHERE);
    while (true) {
      Optional<Arrived> look = look();
      if (look.isPresent()) {
        last = look.get();
        if (stillness.isNews(last + " " + sending.sent())) {
          lines.show(shown(last));
        }
        failWhenLost(last.projects());
        if (isThere(last) && stillness.lasts(STILL)) {
          lines.finish(shown(last));
          return last;
        }
      }
      if (stillness.isTooLong()) {
        lines.finish(shown(last));
        throw new DemoFailed(stuck(last));
      }
      Pause.of(PACE);
    }
  }

  /** Empty while a service does not answer: it is being started again, and what it did goes on. */
  private Optional<Arrived> look() {
    try {
      return Optional.of(new Arrived(mine(), Standing.of(api)));
    } catch (ApiRefused refused) {
      if (refused.status() < 500) {
        throw refused;
      }
      return Optional.empty();
    }
  }

  private boolean isThere(Arrived seen) {
    return sent.isDone()
        && seen.projects().size() == projects.size()
        && seen.projects().stream().allMatch(watch::isDone)
        && seen.standing().isQuiet();
  }

  private List<ProjectSync> mine() {
    return watch.look().stream().filter(project -> projects.contains(project.key())).toList();
  }

  private List<String> shown(Arrived seen) {
    List<String> shown = new ArrayList<>(SyncLines.of(seen.projects(), watch::isDone));
    if (sending.sent() > 0) {
      String refused =
          sending.refused() == 0 ? "" : ", " + Numbers.whole(sending.refused()) + " refused";
      shown.add(
          "  GitHub     %s deliveries sent%s".formatted(Numbers.whole(sending.sent()), refused));
    }
    shown.add("  arrived    " + seen.standing().words());
    return shown;
  }

  private void failWhenLost(List<ProjectSync> seen) {
    List<String> lost =
        seen.stream()
            .filter(watch::isLost)
            .map(project -> project.key() + ": " + project.error())
            .toList();
    if (!lost.isEmpty()) {
      throw new DemoFailed("The sync failed. " + String.join(" ", lost));
    }
  }

  private String stuck(Arrived seen) {
    List<String> open =
        seen.projects().stream()
            .filter(project -> !watch.isDone(project))
            .map(ProjectSync::key)
            .toList();
    return "Nothing has moved for %d s. Not synced: %s. %s."
        .formatted(
            stillness.patience().toSeconds(),
            open.isEmpty() ? "none" : String.join(", ", open),
            seen.standing().words());
  }

  /** How long nothing has changed. */
  private static final class Stillness {
    private final Duration patience;
    private String last = "";
    private Instant since = Instant.now();

    Stillness(Duration patience) {
      this.patience = patience;
    }

    Duration patience() {
      return patience;
    }

    boolean isNews(String picture) {
      if (picture.equals(last)) {
        return false;
      }
      last = picture;
      since = Instant.now();
      return true;
    }

    boolean lasts(Duration time) {
      return !Instant.now().isBefore(since.plus(time));
    }

    boolean isTooLong() {
      return lasts(patience);
    }
  }
}
