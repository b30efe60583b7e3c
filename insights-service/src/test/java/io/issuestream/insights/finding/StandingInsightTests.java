package io.issuestream.insights.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.contracts.insight.Evidence;
import io.issuestream.contracts.insight.InsightEvent;
import io.issuestream.contracts.insight.InsightFound;
import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.insight.InsightResolved;
import io.issuestream.contracts.insight.Severity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandingInsightTests {

  private static final Instant BEFORE = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

  @Test
  void publishesWhatIsNew() {
    assertThat(changes(List.of(), finding("3")))
        .singleElement()
        .isEqualTo(new InsightFound("kestrel", 1, finding("3").since(NOW)));
  }

  @Test
  void publishesNothingOfWhatIsUnchanged() {
    assertThat(changes(List.of(new StandingInsight(4, finding("3").since(BEFORE))), finding("3")))
        .isEmpty();
  }

  @Test
  void keepsWhenItWasFoundWhenAFigureChanges() {
    assertThat(changes(List.of(new StandingInsight(4, finding("3").since(BEFORE))), finding("5")))
        .singleElement()
        .isEqualTo(new InsightFound("kestrel", 5, finding("5").since(BEFORE)));
  }

  @Test
  void resolvesOnceWhatNoLongerHoldsAndFindsItAnew() {
    List<InsightEvent> events =
        changes(List.of(new StandingInsight(4, finding("3").since(BEFORE))));
    assertThat(events).singleElement().isInstanceOf(InsightResolved.class);
    var resolved = new StandingInsight(5, events.getFirst().insight());
    assertThat(changes(List.of(resolved))).isEmpty();
    assertThat(changes(List.of(resolved), finding("3")))
        .singleElement()
        .isEqualTo(new InsightFound("kestrel", 6, finding("3").since(NOW)));
  }

  private static List<InsightEvent> changes(List<StandingInsight> standing, Finding... found) {
    return StandingInsight.changes("kestrel", standing, List.of(found), NOW);
  }

  private static Finding finding(String value) {
    return new Finding(
        InsightKind.CARRY_OVER,
        Severity.WARNING,
        "ROVER",
        "sprint:42",
        "Title",
        "Summary",
        "Look",
        List.of(new Evidence("Label", value, List.of())));
  }
}
