package io.issuestream.sync.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sync.points.FairShares.Claim;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairSharesTests {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void keepsAShareForWhoeverMayComeAndLendsItAsTheHourPasses() {
    assertThat(shares(0, active("a", 0)).room("a")).isEqualTo(500);
    assertThat(shares(0.5, active("a", 500)).room("a")).isEqualTo(250);
    assertThat(shares(1, active("a", 500)).room("a")).isEqualTo(500);
  }

  @Test
  void givesEveryActiveTeamTheSame() {
    FairShares two = shares(1, active("a", 0), active("b", 0));
    assertThat(two.room("a")).isEqualTo(500);
    assertThat(two.room("b")).isEqualTo(500);
    FairShares four = shares(0, active("a", 0), active("b", 0), active("c", 0), active("d", 200));
    assertThat(four.room("a")).isEqualTo(200);
    assertThat(four.room("d")).isZero();
  }

  @Test
  void lendsWhatAnActiveTeamHasStoppedToClaim() {
    assertThat(shares(1, active("a", 500), active("b", 100)).room("a")).isZero();
    assertThat(shares(1, active("a", 500), idle("b", 100)).room("a")).isEqualTo(400);
  }

  @Test
  void letsNobodyBeStarvedByWhoCameFirst() {
    // Alone, a took what it could for half an hour.
    long taken = shares(0.5, active("a", 0)).room("a");
    assertThat(taken).isEqualTo(750);
    FairShares then = shares(0.5, active("a", taken), active("b", 0));
    assertThat(then.room("a")).isNotPositive();
    assertThat(then.room("b")).isPositive();
    FairShares atTheEnd = shares(1, active("a", taken), active("b", 100));
    assertThat(atTheEnd.room("b")).isEqualTo(150);
  }

  @Test
  void saysHowLongToWait() {
    FairShares spent = shares(0.5, active("a", 700), active("b", 300));
    assertThat(spent.wait("a", 10, HOUR))
        .isBetween(Duration.ofMinutes(30), Duration.ofSeconds(1801));
    // Alone at the beginning: 500 held back are released within the hour, 10 of them in 72 s.
    FairShares early = shares(0, active("a", 500));
    assertThat(early.wait("a", 10, HOUR)).isBetween(Duration.ofSeconds(72), Duration.ofSeconds(73));
    assertThat(early.wait("a", 400, HOUR)).isEqualTo(FairShares.LONGEST_WAIT);
  }

  @Test
  void neverGivesMoreThanThereIsWhateverTheyAskFor() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      long[] taken = new long[1 + random.nextInt(6)];
      for (int step = 0; step <= 300; step++) {
        int team = random.nextInt(taken.length);
        int now = step;
        List<Claim> claims =
            java.util.stream.IntStream.range(0, taken.length)
                .mapToObj(i -> new Claim("t" + i, taken[i], i == team || (i + now) % 3 > 0))
                .toList();
        long room = new FairShares(1000, step / 300.0, claims).room("t" + team);
        taken[team] += Math.max(0, Math.min(room, random.nextInt(60)));
      }
      assertThat(Arrays.stream(taken).sum()).as("seed %s", seed).isLessThanOrEqualTo(1000);
    }
  }

  @Test
  void leavesNobodyWhoKeepsAskingWithLessThanHalfOfHisShare() {
    for (int teams = 2; teams <= 8; teams++) {
      long[] taken = new long[teams];
      for (int step = 0; step <= 1000; step++) {
        // The first asks for all it can get, before every other's turn.
        for (int team : new int[] {0, 1 + step % (teams - 1)}) {
          List<Claim> claims =
              java.util.stream.IntStream.range(0, teams)
                  .mapToObj(i -> new Claim("t" + i, taken[i], true))
                  .toList();
          long room = new FairShares(10_000, step / 1000.0, claims).room("t" + team);
          taken[team] += Math.max(0, team == 0 ? room : Math.min(room, 200));
        }
      }
      assertThat(Arrays.stream(taken).min().orElseThrow())
          .as("%s teams", teams)
          .isGreaterThan(10_000 / teams / 2);
    }
  }

  private static FairShares shares(double elapsed, Claim... claims) {
    return new FairShares(1000, elapsed, List.of(claims));
  }

  private static Claim active(String team, long reserved) {
    return new Claim(team, reserved, true);
  }

  private static Claim idle(String team, long reserved) {
    return new Claim(team, reserved, false);
  }
}
