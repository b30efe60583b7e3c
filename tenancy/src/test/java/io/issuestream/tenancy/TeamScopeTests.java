package io.issuestream.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class TeamScopeTests {

  private final Mono<TeamScope> seen =
      Mono.deferContextual(context -> Mono.just(TeamScope.in(context)));

  @Test
  void isNobodysWhereNothingWasSaid() {
    assertThat(seen.block()).isEqualTo(TeamScope.none());
    assertThat(TeamScope.none().setting()).isEmpty();
    assertThat(TeamScope.none().teams()).isEmpty();
  }

  @Test
  void goesWithTheWorkFromThreadToThread() {
    assertThat(
            Mono.just(1)
                .publishOn(Schedulers.parallel())
                .flatMap(one -> seen)
                .contextWrite(TeamScope.of("alpha"))
                .block())
        .isEqualTo(TeamScope.of("alpha"));
  }

  @Test
  void isThatOfTheInnermostWork() {
    assertThat(seen.contextWrite(TeamScope.of("alpha")).contextWrite(TeamScope.system()).block())
        .isEqualTo(TeamScope.of("alpha"));
  }

  @Test
  void namesEachTeamOnceInOneOrder() {
    assertThat(TeamScope.of(List.of("beta", "alpha", "beta")).setting()).isEqualTo("alpha,beta");
    assertThat(TeamScope.of(List.of("beta", "alpha")).teams()).containsExactly("alpha", "beta");
    assertThat(TeamScope.of(List.of())).isEqualTo(TeamScope.none());
  }

  @Test
  void doesNotTakeANameForEveryTeam() {
    assertThatIllegalArgumentException().isThrownBy(() -> TeamScope.of("*"));
    assertThatIllegalArgumentException().isThrownBy(() -> TeamScope.of("alpha,beta"));
    assertThatIllegalArgumentException().isThrownBy(() -> TeamScope.of(List.of("alpha", "*")));
    assertThatIllegalArgumentException().isThrownBy(() -> TeamScope.of(""));
  }
}
