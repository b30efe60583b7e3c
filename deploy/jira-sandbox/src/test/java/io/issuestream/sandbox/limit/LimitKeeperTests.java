package io.issuestream.sandbox.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.http.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LimitKeeperTests {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:10Z");

  private static Asked cloud(String account, String tenant, String method, String endpoint) {
    return new Asked(account, tenant, method, endpoint, null, true, false);
  }

  private static Answer costing(int objects) {
    return Answer.empty(200).costing(objects);
  }

  private static Answer refusal(LimitKeeper keeper, Asked asked, Instant at) {
    return Objects.requireNonNull(keeper.refusal(asked, at));
  }

  @Test
  void refusesAllTenantsOnceTheGlobalPointsAreSpent() {
    LimitKeeper keeper =
        new LimitKeeper(JiraLimits.NONE.withGlobalPoints(200, Duration.ofSeconds(90)));
    Asked one = cloud("grant 1", "a", "GET", "search");
    Asked other = cloud("grant 2", "b", "GET", "search");
    assertThat(keeper.refusal(one, NOON)).isNull();
    Answer near = keeper.charged(one, costing(170), NOON);
    assertThat(near.headers())
        .containsEntry("X-RateLimit-Limit", "200")
        .containsEntry("X-RateLimit-Remaining", "29")
        .containsEntry("X-RateLimit-NearLimit", "true");
    assertThat(keeper.refusal(other, NOON)).isNull();
    keeper.charged(other, costing(100), NOON);
    Answer refused = refusal(keeper, one, NOON.plusMillis(30_500));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers())
        .containsEntry("RateLimit-Reason", "jira-quota-global-based")
        .containsEntry("Retry-After", "60")
        .containsEntry("X-RateLimit-Remaining", "0")
        .containsEntry("X-RateLimit-Reset", "2026-11-20T12:01Z");
    assertThat(keeper.refusal(other, NOON.plusSeconds(1))).isNotNull();
    assertThat(keeper.refusal(one, NOON.plusSeconds(90))).isNull();
  }

  @Test
  void countsATenantsPointsApartAndNoneOfTokens() {
    LimitKeeper keeper = new LimitKeeper(JiraLimits.NONE.withTenantPoints(10, Duration.ofHours(1)));
    Asked one = cloud("grant 1", "a", "GET", "search");
    assertThat(keeper.refusal(one, NOON)).isNull();
    keeper.charged(one, costing(20), NOON);
    assertThat(refusal(keeper, one, NOON).headers())
        .containsEntry("RateLimit-Reason", "jira-quota-tenant-based")
        .containsEntry("Retry-After", "3600");
    assertThat(keeper.refusal(cloud("grant 1", "b", "GET", "search"), NOON)).isNull();
    Asked byToken = new Asked("admin", "a", "GET", "search", null, false, false);
    assertThat(keeper.refusal(byToken, NOON)).isNull();
    assertThat(keeper.charged(byToken, costing(1), NOON).headers()).isEmpty();
  }

  @Test
  void aBurstConcernsOneTenantsEndpointAndMethod() {
    LimitKeeper keeper = new LimitKeeper(JiraLimits.NONE.withBurst(3, 2));
    Asked search = cloud("grant 1", "a", "POST", "search/jql");
    for (int i = 0; i < 3; i++) {
      assertThat(keeper.refusal(search, NOON)).isNull();
    }
    assertThat(refusal(keeper, search, NOON).headers())
        .containsEntry("RateLimit-Reason", "jira-burst-based")
        .containsEntry("Retry-After", "1");
    assertThat(keeper.refusal(cloud("grant 1", "b", "POST", "search/jql"), NOON)).isNull();
    assertThat(keeper.refusal(cloud("grant 1", "a", "POST", "issue/bulkfetch"), NOON)).isNull();
    assertThat(keeper.refusal(cloud("grant 1", "a", "GET", "search/jql"), NOON)).isNull();
    assertThat(keeper.refusal(search, NOON.plusSeconds(1))).isNull();
  }

  @Test
  void anIssueIsWrittenTwentyTimesInTwoSeconds() {
    LimitKeeper keeper = new LimitKeeper(JiraLimits.ATLASSIAN);
    Asked write = new Asked("admin", "a", "PUT", "issue/*", "10001", false, false);
    for (int i = 0; i < 20; i++) {
      assertThat(keeper.refusal(write, NOON)).isNull();
    }
    assertThat(refusal(keeper, write, NOON).headers())
        .containsEntry("RateLimit-Reason", "jira-per-issue-on-write");
    assertThat(
            keeper.refusal(new Asked("admin", "a", "PUT", "issue/*", "10002", false, false), NOON))
        .isNull();
  }

  @Test
  void dataCenterTellsItsBucketWithEveryAnswer() {
    LimitKeeper keeper = new LimitKeeper(JiraLimits.NONE.withBucket(2, 1, 3));
    Asked asked = new Asked("dc admin", "dc", "GET", "search", null, false, true);
    assertThat(keeper.refusal(asked, NOON)).isNull();
    assertThat(keeper.charged(asked, costing(0), NOON).headers())
        .containsEntry("X-RateLimit-Limit", "2")
        .containsEntry("X-RateLimit-Remaining", "1")
        .containsEntry("X-RateLimit-Interval-Seconds", "3")
        .containsEntry("X-RateLimit-FillRate", "1")
        .containsEntry("retry-after", "0");
    assertThat(keeper.refusal(asked, NOON)).isNull();
    Answer refused = keeper.charged(asked, refusal(keeper, asked, NOON), NOON);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers())
        .containsEntry("retry-after", "3")
        .containsEntry("X-RateLimit-Remaining", "0")
        .doesNotContainKey("RateLimit-Reason");
    Asked nobody = new Asked("dc anonymous", "dc", "GET", "search", null, false, true);
    assertThat(keeper.refusal(nobody, NOON)).isNull();
    assertThat(keeper.refusal(asked, NOON.plusSeconds(3))).isNull();
  }
}
