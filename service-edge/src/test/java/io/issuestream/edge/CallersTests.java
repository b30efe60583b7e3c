package io.issuestream.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class CallersTests {

  @Test
  void isAtHomeWhereNoTeamIsNamedOrTheirOwn() {
    Jwt token = token("alpha", "member");
    assertThat(Callers.of(token, null).team()).isEqualTo("alpha");
    assertThat(Callers.of(token, "alpha").roles()).containsExactly(Role.MEMBER);
  }

  @Test
  void actsForTheTeamAnSreNamesAndOnlyAsAnSre() {
    Caller caller = Callers.of(token("alpha", "team_admin", "sre"), "beta");
    assertThat(caller.team()).isEqualTo("beta");
    assertThat(caller.roles()).containsExactly(Role.SRE);
    assertThat(caller.actsForTeam()).isTrue();
    assertThat(Callers.of(token(null, "sre"), "beta").team()).isEqualTo("beta");
    assertThat(Callers.of(token("alpha", "sre"), "alpha").actsForTeam()).isTrue();
  }

  @Test
  void isAPlainMemberAtHomeThoughAnSreToo() {
    Caller caller = Callers.of(token("alpha", "team_admin", "sre"), null);
    assertThat(caller.team()).isEqualTo("alpha");
    assertThat(caller.roles()).containsExactly(Role.TEAM_ADMIN);
  }

  @Test
  void asksAnSreForATeam() {
    assertThat(status(token("platform", "sre"), null)).isEqualTo(400);
    assertThat(status(token(null, "sre"), null)).isEqualTo(400);
    for (String name : List.of("*", "", "Beta", "a,b", "a".repeat(64))) {
      assertThat(status(token("platform", "sre"), name)).as(name).isEqualTo(400);
    }
  }

  @Test
  void letsNobodyElseNameAnotherTeam() {
    assertThat(status(token("alpha", "team_admin"), "beta")).isEqualTo(403);
  }

  @Test
  void takesNoTokenWithoutATeamOrARole() {
    assertThat(status(token(null, "member"), null)).isEqualTo(403);
    assertThat(status(token(null, "member"), "beta")).isEqualTo(403);
    assertThat(status(token("*", "member"), null)).isEqualTo(403);
    assertThat(status(token("alpha"), null)).isEqualTo(403);
    assertThat(status(token("alpha", "visitor"), null)).isEqualTo(403);
  }

  @Test
  void readsNoRolesFromWhatIsNoList() {
    Jwt token =
        Jwt.withTokenValue("t")
            .header("alg", "RS256")
            .subject("s")
            .claim("team", "alpha")
            .claim("roles", "team_admin")
            .build();
    assertThat(status(token, null)).isEqualTo(403);
  }

  private static int status(Jwt token, @Nullable String named) {
    int[] status = new int[1];
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> Callers.of(token, named))
        .satisfies(problem -> status[0] = problem.getStatusCode().value());
    return status[0];
  }

  private static Jwt token(@Nullable String team, String... roles) {
    Jwt.Builder token =
        Jwt.withTokenValue("t").header("alg", "RS256").subject("s").claim("roles", List.of(roles));
    return (team == null ? token : token.claim("team", team)).build();
  }
}
