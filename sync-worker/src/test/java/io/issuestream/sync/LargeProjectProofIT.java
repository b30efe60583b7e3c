package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.sync.SyncProgress;
import io.issuestream.sandbox.JiraSandbox;
import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.admin.RequestLog;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sync.testing.Cores;
import io.issuestream.sync.testing.Processes;
import io.issuestream.sync.testing.StoredCopy;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.WorkerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A project of 100,000 issues behind a slow Jira: how much of the budget its first sync uses, what
 * it costs, and what later runs cost. {@code -Dissuestream.large.issues=} takes another size.
 */
@Tag("proof")
class LargeProjectProofIT {

  private static final int ISSUES = Integer.getInteger("issuestream.large.issues", 100_000);
  private static final double BUDGET = 20;
  private static final String TEAM = "large";

  private static final String TENTH_FOR_OTHERS =
      "issuestream.sync.jira.rate-limit-per-second=" + BUDGET / 0.9;

  /** So that the whole process stays below half a gigabyte. */
  private static final int HEAP_MEGABYTES = 256;

  @Test
  void usesTheBudgetFromTheFirstPageToTheLast() {
    try (SyncScene scene = SyncScene.create("large")) {
      JiraSandbox jira = scene.jira();
      jira.generate(GenerateOptions.of(ISSUES, 11).in(List.of("BIG")));
      jira.faults(Faults.latency(Duration.ofMillis(300)));
      StoredCopy copy = new StoredCopy(scene, TEAM);
      SyncProgress first;
      try (WorkerProcess worker = WorkerProcess.start(scene, HEAP_MEGABYTES, TENTH_FOR_OTHERS);
          Cores cores = Cores.watch()) {
        scene.connect(TEAM, JiraDeployment.CLOUD);
        scene.track(TEAM, "BIG");
        copy.awaitRuns(1, Duration.ofMinutes(20));
        first = scene.progress(TEAM).getLast().progress();
        assertThat(first.created()).isEqualTo(ISSUES);
        List<RequestLog.Entry> pages = pages(jira);
        List<RequestLog.Entry> all = meanwhile(jira, pages);
        double pace = pace(all);
        System.out.printf(
            "First sync: %,d issues, %.0f a second, %.1f requests a second of %.0f (%.0f%%), %d"
                + " calls, %d points, %.2f ms of processor an issue, %d MB at most; %d pages, %.1f a"
                + " second%n",
            ISSUES,
            ISSUES / seconds(pages),
            pace,
            BUDGET,
            100 * pace / BUDGET,
            first.apiCallsCount(),
            first.apiCallsCount() + ISSUES,
            Processes.cpuNanos(worker.pid()) / 1e6 / ISSUES,
            worker.peakMegabytes(),
            pages.size(),
            pace(pages));
        List<Tenth> tenths = tenths(all, cores);
        System.out.println(
            "In each tenth of that time, requests a second and how busy all cores were: "
                + tenths.stream().map(Tenth::toString).collect(Collectors.joining(", ")));
        assertThat(worker.peakMegabytes()).isLessThan(512);
        assertThat(pace).as("requests a second").isGreaterThanOrEqualTo(0.9 * BUDGET);
        changeTen(scene, copy, first);
      }
    }
  }

  /** Ten changed issues, then a census when nothing differs. */
  private static void changeTen(SyncScene scene, StoredCopy copy, SyncProgress first) {
    JiraSandbox jira = scene.jira();
    jira.issues("BIG").stream()
        .limit(10)
        .forEach(issue -> jira.edit(issue.key(), Map.of("summary", "Changed")));
    SyncProgress incremental = run(scene, copy);
    assertThat(incremental.updated()).isEqualTo(10);
    SyncProgress quiet = run(scene, copy);
    assertThat(quiet.coverage()).isNotNull();
    long points = quiet.apiCallsCount();
    System.out.printf(
        "Ten changed: %d calls. Nothing changed, with its census: %d calls, about %d points, %.3f%%"
            + " of a first sync's%n",
        incremental.apiCallsCount(),
        quiet.apiCallsCount(),
        points,
        100.0 * points / (first.apiCallsCount() + ISSUES));
    assertThat(incremental.apiCallsCount()).isLessThanOrEqualTo(5);
    assertThat(points).isLessThan((first.apiCallsCount() + ISSUES) / 100);
  }

  private static SyncProgress run(SyncScene scene, StoredCopy copy) {
    copy.sync(1, () -> {});
    return scene.progress(TEAM).getLast().progress();
  }

  @Test
  void pageAfterPageIsSlower() {
    int some = Math.min(ISSUES, 10_000);
    try (SyncScene scene = SyncScene.create("sequential")) {
      scene.jira().generate(GenerateOptions.of(some, 11).in(List.of("BIG")));
      scene.jira().faults(Faults.latency(Duration.ofMillis(300)));
      StoredCopy copy = new StoredCopy(scene, TEAM);
      try (WorkerProcess worker =
          WorkerProcess.start(
              scene, HEAP_MEGABYTES, TENTH_FOR_OTHERS, "issuestream.sync.lanes=1")) {
        scene.connect(TEAM, JiraDeployment.CLOUD);
        scene.track(TEAM, "BIG");
        copy.awaitRuns(1, Duration.ofMinutes(5));
        List<RequestLog.Entry> pages = pages(scene.jira());
        System.out.printf(
            "Page after page: %,d issues, %.0f a second, %.1f requests a second (process %d)%n",
            some, some / seconds(pages), pace(pages), worker.pid());
        assertThat(pace(pages)).isLessThan(BUDGET / 2);
      }
    }
  }

  private static List<RequestLog.Entry> pages(JiraSandbox jira) {
    return jira.requests().stream()
        .filter(request -> request.path().endsWith("/search/jql"))
        .filter(request -> request.query().contains("ORDER BY id ASC") && request.bytes() > 5_000)
        .toList();
  }

  /** Everything that was asked from the first page to the last. */
  private static List<RequestLog.Entry> meanwhile(JiraSandbox jira, List<RequestLog.Entry> pages) {
    Instant begin = first(pages);
    Instant end = last(pages);
    return jira.requests().stream()
        .filter(request -> !request.at().isBefore(begin) && !request.at().isAfter(end))
        .toList();
  }

  private static Instant first(List<RequestLog.Entry> requests) {
    return requests.stream().map(RequestLog.Entry::at).min(Instant::compareTo).orElseThrow();
  }

  private static Instant last(List<RequestLog.Entry> requests) {
    return requests.stream().map(RequestLog.Entry::at).max(Instant::compareTo).orElseThrow();
  }

  private static double seconds(List<RequestLog.Entry> pages) {
    return Math.max(0.001, Duration.between(first(pages), last(pages)).toMillis() / 1000.0);
  }

  /**
   * One tenth of the time from the first page to the last.
   *
   * @param pace requests a second
   * @param busy the share of their time that all cores worked, 0 to 1
   */
  private record Tenth(double pace, double busy) {
    @Override
    public String toString() {
      return "%.1f (%.0f%%)".formatted(pace, 100 * busy);
    }
  }

  /** How the pace was over the time: at first a worker's code is not compiled yet. */
  private static List<Tenth> tenths(List<RequestLog.Entry> requests, Cores cores) {
    double tenth = seconds(requests) / 10;
    Instant begin = first(requests);
    return IntStream.range(0, 10)
        .mapToObj(i -> {
          Instant from = begin.plusMillis(Math.round(1000 * tenth * i));
          Instant to = begin.plusMillis(Math.round(1000 * tenth * (i + 1)));
          long count =
              requests.stream()
                  .filter(request -> !request.at().isBefore(from) && request.at().isBefore(to))
                  .count();
          return new Tenth(count / tenth, cores.busy(from, to));
        })
        .toList();
  }

  private static double pace(List<RequestLog.Entry> pages) {
    return (pages.size() - 1) / seconds(pages);
  }
}
