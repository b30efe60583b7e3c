package io.issuestream.sandbox.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.http.Answer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UseMeterTests {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Asked SEARCH =
      new Asked("grant 1", "a", "POST", "search/jql", null, true, false);
  private static final Asked ISSUE =
      new Asked("grant 1", "a", "GET", "issue/*", "10001", true, false);
  private static final Asked OTHERS =
      new Asked("grant 2", "a", "POST", "search/jql", null, true, false);

  private final UseMeter meter = new UseMeter();

  private void refused(Asked asked, String reason, int wait) {
    meter.answered(
        asked, LimitKeeper.refused(reason).with("Retry-After", Integer.toString(wait)), NOON);
  }

  private long asksAt(long millis, Asked asked) {
    meter.received(asked, NOON.plusMillis(millis));
    return meter.use().whileToldToWait();
  }

  @Test
  void aQuotaIsToldToTheWholeAccount() {
    refused(SEARCH, "jira-quota-tenant-based", 2);
    assertThat(asksAt(200, ISSUE)).isZero();
    assertThat(asksAt(1000, OTHERS)).isZero();
    assertThat(asksAt(1000, ISSUE)).isEqualTo(1);
    assertThat(asksAt(2000, SEARCH)).isEqualTo(1);
    assertThat(meter.use().whileToldToWaitBy()).isEqualTo(Map.of("account", 1L));
    assertThat(meter.use().refused()).isEqualTo(Map.of("jira-quota-tenant-based", 1L));
  }

  @Test
  void aBurstIsToldToAnEndpointAndAnIssueToItself() {
    refused(SEARCH, "jira-burst-based", 2);
    refused(ISSUE, "jira-per-issue-on-write", 2);
    assertThat(asksAt(1000, new Asked("grant 1", "a", "GET", "issue/*", "7", true, false)))
        .isZero();
    assertThat(asksAt(1000, OTHERS)).isEqualTo(1);
    assertThat(asksAt(1000, ISSUE)).isEqualTo(2);
    assertThat(meter.use().whileToldToWaitBy()).isEqualTo(Map.of("endpoint", 1L, "issue", 1L));
  }

  @Test
  void anUnknownReasonIsToldToTheAccountAndNoWaitToNobody() {
    refused(SEARCH, "jira-something-new", 2);
    assertThat(asksAt(1000, ISSUE)).isEqualTo(1);
    meter.forget();
    meter.answered(SEARCH, LimitKeeper.refused(""), NOON);
    assertThat(asksAt(1000, SEARCH)).isZero();
    assertThat(meter.use().refused()).isEqualTo(Map.of("none", 1L));
  }

  @Test
  void a503IsToldToItsEndpoint() {
    meter.answered(SEARCH, Answer.empty(503).with("Retry-After", "5"), NOON);
    assertThat(asksAt(1000, ISSUE)).isZero();
    assertThat(asksAt(1000, SEARCH)).isEqualTo(1);
  }

  @Test
  void pointsAreThoseOfWhatWasGiven() {
    meter.received(SEARCH, NOON);
    meter.answered(SEARCH, Answer.empty(200).costing(100), NOON);
    refused(SEARCH, "jira-burst-based", 1);
    assertThat(meter.use().points()).isEqualTo(101);
    assertThat(meter.use().requests()).isEqualTo(1);
  }
}
