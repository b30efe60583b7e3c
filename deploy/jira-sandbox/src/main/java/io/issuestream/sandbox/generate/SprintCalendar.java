package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.data.JiraTime;
import io.issuestream.sandbox.data.Sprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A project's sprints: two weeks each, one for every 80 issues and at least three. The last is
 * still to come, the one before is five days old at the anchor.
 */
final class SprintCalendar {
  static final long DAY = Duration.ofDays(1).toMillis();
  static final long LENGTH = 14 * DAY;
  private static final int ISSUES_PER_SPRINT = 80;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final List<String> GOALS =
      List.of(
          "Ship the importer, then measure it",
          "Fewer support tickets",
          "Checkout [phase=2]",
          "Pay back debt");

  private final int count;
  private final long firstId;
  private final long activeStart;
  private final String key;
  private final long board;

  SprintCalendar(String key, int issues, long firstId, long board, Instant anchor) {
    this.key = key;
    this.count = countFor(issues);
    this.firstId = firstId;
    this.board = board;
    this.activeStart = anchor.toEpochMilli() - 5 * DAY;
  }

  static int countFor(int issues) {
    return Math.max(3, (issues + ISSUES_PER_SPRINT / 2) / ISSUES_PER_SPRINT);
  }

  int count() {
    return count;
  }

  long id(int sprint) {
    return firstId + sprint;
  }

  String name(int sprint) {
    return key + " Sprint " + (sprint + 1);
  }

  long start(int sprint) {
    return activeStart - (count - 2L - sprint) * LENGTH;
  }

  /** When a sprint is closed: a little after its planned end and before the next begins. */
  long close(int sprint) {
    return start(sprint) + LENGTH - HOUR + (id(sprint) * 7919 % 40) * 60_000;
  }

  List<Sprint> sprints() {
    List<Sprint> sprints = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean future = i == count - 1;
      boolean closed = i < count - 2;
      sprints.add(
          new Sprint(
              id(i),
              board,
              future ? "future" : closed ? "closed" : "active",
              name(i),
              i % 3 == 0 ? GOALS.get(i / 3 % GOALS.size()) : null,
              future ? null : JiraTime.utc(start(i)),
              future ? null : JiraTime.utc(start(i) + LENGTH - HOUR),
              closed ? JiraTime.utc(close(i)) : null));
    }
    return sprints;
  }
}
