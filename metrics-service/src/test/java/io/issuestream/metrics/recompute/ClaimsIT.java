package io.issuestream.metrics.recompute;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;

@SpringBootTest
class ClaimsIT {
  private static final Duration BOUND = Duration.ofSeconds(20);

  /** Claims lapse at once, as they do for a replica that stands still for longer. */
  private static final RecomputeProperties AT_ONCE =
      new RecomputeProperties(
          Duration.ZERO, Duration.ZERO, Duration.ZERO, 50, Duration.ZERO, Duration.ZERO);

  @Autowired private Marks marks;
  @Autowired private RecomputeLoops loops;
  @Autowired private DatabaseClient database;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    TestStack.register("claims", registry::add);
    TestTokens.register(registry::add);
  }

  @BeforeEach
  void nobodyElse() {
    loops.stop();
  }

  @Test
  void oneWhoseClaimLapsedTakesOffNothingThatWasMarkedSince() {
    mark();
    List<Claim> ofOneThatStoodStill = claim();
    List<Claim> ofAnother = claim();
    done(marks.settle(Kind.SPRINT, ofAnother));
    assertThat(left()).isZero();

    mark();
    done(marks.settle(Kind.SPRINT, ofOneThatStoodStill));
    assertThat(left()).isEqualTo(1);
    done(marks.settle(Kind.SPRINT, claim()));
    assertThat(left()).isZero();
  }

  private void mark() {
    done(
        database
            .sql(
                "insert into recompute_mark (team_id, kind, subject) values ('alpha', 'sprint', '7')")
            .then());
  }

  private List<Claim> claim() {
    List<Claim> claims =
        Objects.requireNonNull(
            marks
                .claim(Kind.SPRINT, List.of(), AT_ONCE)
                .collectList()
                .contextWrite(TeamScope.system())
                .block(BOUND));
    assertThat(claims).hasSize(1);
    return claims;
  }

  private long left() {
    return Objects.requireNonNull(
        marks.left(Kind.SPRINT).contextWrite(TeamScope.system()).block(BOUND));
  }

  private static void done(Mono<Void> work) {
    work.contextWrite(TeamScope.system()).block(BOUND);
  }
}
