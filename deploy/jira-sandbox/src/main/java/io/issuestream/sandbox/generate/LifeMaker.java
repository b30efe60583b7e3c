package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.generate.Change.Aside;
import io.issuestream.sandbox.generate.Change.IntoSprint;
import io.issuestream.sandbox.generate.Change.OutOfSprint;
import io.issuestream.sandbox.generate.Change.ToAssignee;
import io.issuestream.sandbox.generate.Change.ToEstimate;
import io.issuestream.sandbox.generate.Change.ToStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Lives the issues of one project. Each has its own random numbers, so any one can be made without
 * the others.
 */
final class LifeMaker {
  private static final int[] POINTS = {1, 2, 3, 5, 8, 13};
  private static final int EPIC_EVERY = 25;
  private static final long HOUR = 3_600_000;
  private static final long DAY = SprintCalendar.DAY;

  private final long seed;
  private final int project;
  private final int issues;
  private final SprintCalendar calendar;
  private final People people;
  private final long anchor;

  LifeMaker(
      long seed, int project, int issues, SprintCalendar calendar, People people, long anchor) {
    this.seed = seed;
    this.project = project;
    this.issues = issues;
    this.calendar = calendar;
    this.people = people;
    this.anchor = anchor;
  }

  /** Random numbers for one purpose of one issue. */
  SplittableRandom random(int number, int purpose) {
    return new SplittableRandom(
        seed * 1_000_003 + project * 7_368_787L + number * 104_729L + purpose * 1_299_709L);
  }

  /** The type, known without the rest of the life. */
  int type(int number) {
    if (number % EPIC_EVERY == 1) {
      return Catalogue.EPIC;
    }
    int r = random(number, 1).nextInt(100);
    if (r < 12 && number % EPIC_EVERY > 3) {
      return Catalogue.SUB_TASK;
    }
    return r < 55 ? Catalogue.STORY : r < 78 ? Catalogue.TASK : Catalogue.BUG;
  }

  /** The parent of a sub-task: the nearest earlier issue that can have one. */
  int parent(int number) {
    int parent = number - 1;
    while (type(parent) == Catalogue.SUB_TASK) {
      parent--;
    }
    return type(parent) == Catalogue.EPIC ? 0 : parent;
  }

  Life live(int number) {
    int type = type(number);
    int parent = type == Catalogue.SUB_TASK ? parent(number) : 0;
    if (type == Catalogue.SUB_TASK && parent == 0) {
      type = Catalogue.TASK;
    }
    SplittableRandom random = random(number, 2);
    int home = (int) ((long) (number - 1) * calendar.count() / issues);
    long created = created(number, home, random);
    List<Change> changes = new ArrayList<>();
    int firstEstimate = 0;
    boolean plannable = type != Catalogue.EPIC && type != Catalogue.SUB_TASK;
    if (plannable && random.nextInt(100) < (type == Catalogue.BUG ? 65 : 86)) {
      firstEstimate = estimate(created, random, changes);
    }
    if (type == Catalogue.EPIC) {
      changes.add(new ToStatus(created + 2 * DAY, Catalogue.IN_PROGRESS));
      changes.add(new ToStatus(created + (70 + random.nextInt(60)) * DAY, Catalogue.DONE));
    } else {
      new Work(home, created, plannable, random, changes).go();
    }
    asides(created, random, changes);
    changes.removeIf(change -> change.at() > anchor);
    changes.sort(Comparator.comparingLong(Change::at));
    int epic =
        type == Catalogue.EPIC || parent > 0 || random.nextInt(100) >= 85
            ? 0
            : (number - 1) / EPIC_EVERY * EPIC_EVERY + 1;
    return new Life(
        number,
        type,
        parent,
        epic,
        created,
        firstEstimate,
        List.copyOf(changes),
        inherited(parent));
  }

  private List<Integer> inherited(int parent) {
    if (parent == 0) {
      return List.of();
    }
    Set<Integer> sprints = new LinkedHashSet<>();
    for (Change change : live(parent).changes()) {
      if (change instanceof IntoSprint into) {
        sprints.add(into.sprint());
      } else if (change instanceof OutOfSprint out) {
        sprints.remove(out.sprint());
      }
    }
    return List.copyOf(sprints);
  }

  private long created(int number, int home, SplittableRandom random) {
    double share = (double) (number - 1) * calendar.count() / issues - home;
    double days = home == calendar.count() - 1 ? 11 : 14;
    return calendar.start(home)
        - 21 * DAY
        + (long) (share * days * DAY)
        + random.nextLong(3 * HOUR);
  }

  private static int estimate(long created, SplittableRandom random, List<Change> changes) {
    int choice = random.nextInt(POINTS.length);
    int points = POINTS[choice];
    boolean atOnce = random.nextInt(4) == 0;
    if (!atOnce) {
      changes.add(new ToEstimate(created + 4 * HOUR + random.nextLong(3 * DAY), points));
    }
    if (random.nextInt(100) < 14) {
      changes.add(
          new ToEstimate(
              created + 15 * DAY + random.nextLong(12 * DAY),
              POINTS[(choice + 1 + random.nextInt(POINTS.length - 1)) % POINTS.length]));
    }
    return atOnce ? points : 0;
  }

  private void asides(long created, SplittableRandom random, List<Change> changes) {
    int count = 3 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      changes.add(
          new Aside(
              created + HOUR / 2 + random.nextLong(10 * DAY), random.nextInt(Catalogue.ASIDES)));
    }
  }

  /** Planning, work, carry-over and the ways in which they go wrong. */
  private final class Work {
    private final int home;
    private final long created;
    private final boolean plannable;
    private final SplittableRandom random;
    private final List<Change> changes;

    Work(int home, long created, boolean plannable, SplittableRandom random, List<Change> changes) {
      this.home = home;
      this.created = created;
      this.plannable = plannable;
      this.random = random;
      this.changes = changes;
    }

    void go() {
      int luck = random.nextInt(100);
      if (luck < 3) {
        return;
      }
      int sprint = home;
      long entered;
      if (sprint == calendar.count() - 1) {
        entered = created + random.nextLong(HOUR, DAY);
      } else if (luck < 13) {
        entered = Math.max(created + HOUR, calendar.start(sprint) + DAY + random.nextLong(7 * DAY));
      } else {
        entered = Math.max(created + HOUR, calendar.start(sprint) - random.nextLong(HOUR, 5 * DAY));
      }
      enter(entered, sprint);
      if (luck < 17) {
        sprint = takenOut(entered, sprint);
        if (sprint < 0) {
          return;
        }
        entered = calendar.start(sprint) - random.nextLong(HOUR, DAY);
        enter(entered, sprint);
      }
      boolean stuck = luck >= 97;
      long begun = Math.max(entered, calendar.start(sprint)) + random.nextLong(HOUR, 6 * DAY);
      long review = begun + random.nextLong(4 * HOUR, 4 * DAY) + (stuck ? 30 * DAY : 0);
      long done = review + random.nextLong(HOUR, 2 * DAY);
      changes.add(new ToAssignee(begun - 60_000, people.ofTeam(project, random).accountNumber()));
      changes.add(new ToStatus(begun, Catalogue.IN_PROGRESS));
      changes.add(new ToStatus(review, Catalogue.IN_REVIEW));
      if (random.nextInt(5) == 0) {
        changes.add(new ToStatus(review + (done - review) / 2, Catalogue.IN_PROGRESS));
        done += random.nextLong(4 * HOUR, 2 * DAY);
        changes.add(new ToStatus(done - HOUR / 2, Catalogue.IN_REVIEW));
      }
      if (random.nextInt(6) == 0) {
        changes.add(
            new ToAssignee(review + 60_000, people.ofTeam(project, random).accountNumber()));
      }
      changes.add(new ToStatus(done, Catalogue.DONE));
      if (random.nextInt(33) == 0) {
        changes.add(new ToStatus(done + 6 * HOUR, Catalogue.IN_PROGRESS));
        done += 2 * DAY;
        changes.add(new ToStatus(done, Catalogue.DONE));
      }
      carryOver(sprint, done);
    }

    /**
     * What is not done when its sprint is closed goes on in the next; the closed one stays listed.
     */
    private void carryOver(int first, long done) {
      int sprint = first;
      while (sprint < calendar.count() - 2 && done > calendar.close(sprint)) {
        enter(calendar.close(sprint) + 1_000, sprint + 1);
        sprint++;
      }
    }

    /** Out of the running sprint; more often than not planned again, into the next. */
    private int takenOut(long entered, int sprint) {
      long out = Math.max(entered, calendar.start(sprint)) + random.nextLong(HOUR, 5 * DAY);
      if (plannable) {
        changes.add(new OutOfSprint(out, sprint));
      }
      return random.nextInt(5) < 3 && sprint + 1 < calendar.count() ? sprint + 1 : -1;
    }

    private void enter(long at, int sprint) {
      if (plannable) {
        changes.add(new IntoSprint(at, sprint));
      }
    }
  }
}
