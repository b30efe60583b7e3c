package io.issuestream.sandbox.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.http.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Primary and secondary limits, and requests that cost nothing. */
class RateLimitsTests {
  private static final String PULLS = "/repos/example/pay-service/pulls?state=all";
  private final GitHubScene scene = new GitHubScene(60, 20);

  private static int remaining(Answer answer) {
    return Integer.parseInt(GitHubScene.header(answer, "x-ratelimit-remaining"));
  }

  @Test
  void saysHowTheLimitStands() {
    Answer first = scene.get(PULLS);
    assertThat(GitHubScene.header(first, "x-ratelimit-limit")).isEqualTo("5000");
    assertThat(GitHubScene.header(first, "x-ratelimit-used")).isEqualTo("1");
    assertThat(GitHubScene.header(first, "x-ratelimit-resource")).isEqualTo("core");
    assertThat(GitHubScene.header(first, "x-ratelimit-reset"))
        .isEqualTo(Long.toString(scene.now().plusSeconds(3600).getEpochSecond()));
    Answer overview = scene.get("/rate_limit");
    assertThat(GitHubScene.json(overview).at("/resources/core/remaining").intValue())
        .isEqualTo(4999);
    assertThat(remaining(scene.get("/rate_limit"))).isEqualTo(4999);
  }

  @Test
  void chargesNothingForWhatTheCallerHas() {
    Answer first = scene.get(PULLS);
    String tag = GitHubScene.header(first, "ETag");
    assertThat(tag).startsWith("W/\"");
    Answer same = scene.get(PULLS, GitHubLogin.TOKEN, "\"other\", " + tag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.length()).isZero();
    assertThat(GitHubScene.header(same, "ETag")).isEqualTo(tag);
    assertThat(remaining(same)).isEqualTo(remaining(first));
    Answer changed = scene.get(PULLS + "&per_page=5", GitHubLogin.TOKEN, tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(scene.gitHub().use().notModified()).isEqualTo(1);
    assertThat(scene.gitHub().use().requests()).isEqualTo(3);
  }

  @Test
  void refusesWhatIsBeyondThePrimaryLimitUntilTheReset() {
    scene.gitHub().limits(new GitHubLimits(2, Duration.ofMinutes(5), 900, 403));
    scene.get(PULLS);
    assertThat(remaining(scene.get(PULLS))).isZero();
    Answer refused = scene.get(PULLS);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(GitHubScene.json(refused).get("message").stringValue())
        .startsWith("API rate limit exceeded");
    assertThat(remaining(refused)).isZero();
    assertThat(refused.headers()).doesNotContainKey("Retry-After");
    scene.pass(Duration.ofMinutes(5));
    assertThat(scene.get(PULLS).status()).isEqualTo(200);
    assertThat(scene.gitHub().use().refusedByPrimary()).isEqualTo(1);
  }

  @Test
  void countsWhoDoesNotWait() {
    scene.gitHub().limits(new GitHubLimits(1, Duration.ofMinutes(5), 900, 429));
    scene.get(PULLS);
    assertThat(scene.get(PULLS).status()).isEqualTo(429);
    assertThat(scene.gitHub().use().whileToldToWait()).isZero();
    scene.pass(Duration.ofSeconds(1));
    scene.get(PULLS);
    assertThat(scene.gitHub().use().whileToldToWait()).isEqualTo(1);
    scene.pass(Duration.ofMinutes(5));
    scene.get(PULLS);
    assertThat(scene.gitHub().use().whileToldToWait()).isEqualTo(1);
    scene.gitHub().forgetUse();
    assertThat(scene.gitHub().use().requests()).isZero();
  }

  @Test
  void strikesWithSecondaryLimitsAsTold() {
    scene.gitHub().faults(GitHubFaults.secondary(2, 3, 7));
    Answer refused = scene.get(PULLS);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(GitHubScene.header(refused, "Retry-After")).isEqualTo("7");
    assertThat(GitHubScene.json(refused).get("message").stringValue())
        .contains("secondary rate limit");
    assertThat(remaining(refused)).isEqualTo(5000);
    scene.pass(Duration.ofSeconds(3));
    assertThat(GitHubScene.header(scene.get(PULLS), "Retry-After")).isEqualTo("4");
    assertThat(scene.gitHub().use().whileToldToWait()).isEqualTo(1);
    scene.pass(Duration.ofSeconds(4));
    for (int i = 0; i < 3; i++) {
      assertThat(scene.get(PULLS).status()).isEqualTo(200);
    }
    assertThat(scene.get(PULLS).status()).isEqualTo(403);
    scene.pass(Duration.ofSeconds(7));
    assertThat(scene.get(PULLS).status()).isEqualTo(200);
    assertThat(scene.gitHub().use().refusedBySecondary()).isEqualTo(3);
  }

  @Test
  void mayKeepTheWaitToItself() {
    scene.gitHub().faults(new GitHubFaults(1, 0, 429, null));
    Answer refused = scene.get(PULLS);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).doesNotContainKey("Retry-After");
    scene.pass(Duration.ofSeconds(59));
    assertThat(scene.get(PULLS).status()).isEqualTo(429);
    scene.pass(Duration.ofSeconds(1));
    assertThat(scene.get(PULLS).status()).isEqualTo(200);
  }

  @Test
  void allowsOnlySoManyInAMinute() {
    scene.gitHub().limits(new GitHubLimits(5000, Duration.ofHours(1), 10, 403));
    String tag = GitHubScene.header(scene.get(PULLS), "ETag");
    for (int i = 0; i < 9; i++) {
      assertThat(scene.get(PULLS, GitHubLogin.TOKEN, tag).status()).isEqualTo(304);
    }
    Answer refused = scene.get(PULLS, GitHubLogin.TOKEN, tag);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(GitHubScene.header(refused, "Retry-After")).isEqualTo("60");
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.get(PULLS, GitHubLogin.TOKEN, tag).status()).isEqualTo(304);
  }
}
