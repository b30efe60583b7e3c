package io.issuestream.sync.points;

import java.time.Duration;
import java.util.List;

/**
 * Who may take how much of a window's points. Teams that ask are active; each of them may always
 * have its fair share, and whatever others have already taken above theirs. What active teams do
 * not claim is lent to whoever asks. Somebody may still begin to ask later in the window, so one
 * more share is held back for him, which shrinks to nothing towards the window's end: then all is
 * lent.
 *
 * @param total points of the window
 * @param elapsed part of the window that has passed, 0 to 1
 * @param claims what each team has taken, the asking one among them
 */
record FairShares(long total, double elapsed, List<Claim> claims) {

  /** Who has to wait asks again at least this often: others may have stopped asking. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /**
   * One team.
   *
   * @param reserved points taken in this window
   * @param active whether it asked lately
   */
  record Claim(String teamId, long reserved, boolean active) {}

  /** How many points a team may take now; 0 or less where it may take none. */
  long room(String teamId) {
    long fair = pool() / Math.max(1, active());
    long claimed =
        claims.stream()
            .filter(claim -> claim.active() && !claim.teamId().equals(teamId))
            .mapToLong(claim -> Math.max(0, fair - claim.reserved()))
            .sum();
    return pool() - taken() - claimed;
  }

  /**
   * How long a team waits that may not take what it needs.
   *
   * @param window its whole length
   */
  Duration wait(String teamId, long needed, Duration window) {
    Duration left = Duration.ofMillis(Math.round(window.toMillis() * (1 - elapsed)) + 1);
    if (total - taken() < needed) {
      return left;
    }
    // What is held back is released evenly; of it each active team gets at least its part.
    double perMilli = (double) total / (active() + 1) / Math.max(1, active()) / window.toMillis();
    long missing = Math.max(0, needed - room(teamId));
    Duration released = Duration.ofMillis(Math.round(missing / perMilli) + 1);
    return shorter(shorter(released, LONGEST_WAIT), left);
  }

  /** Points nobody has taken. */
  long left() {
    return Math.max(0, total - taken());
  }

  private long pool() {
    return total - Math.round(total / (active() + 1.0) * (1 - elapsed));
  }

  private long taken() {
    return claims.stream().mapToLong(Claim::reserved).sum();
  }

  private long active() {
    return claims.stream().filter(Claim::active).count();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
