package io.issuestream.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTests {
  private final Map<String, Map<String, Seen>> places = new LinkedHashMap<>();

  private void place(String name, Map<String, Seen> aggregates) {
    places.put(name, new HashMap<>(aggregates));
  }

  private static Seen seen(long revision) {
    return new Seen(revision, false, false, "PAY", Digits.NONE);
  }

  private static Seen withContent(long revision, long content) {
    return new Seen(revision, false, false, "PAY", content);
  }

  private List<Difference> differences() {
    Map<String, Map<String, Tally>> tallies = new LinkedHashMap<>();
    places.forEach((place, aggregates) -> tallies.put(place, Tally.of(aggregates)));
    return Comparison.differences(Kind.ISSUES, Comparison.differing(tallies), places);
  }

  @Test
  void findsNothingWhereAllHaveTheSame() {
    for (String place : List.of("store", "topic", "metrics")) {
      place(place, Map.of("1", seen(4), "2", new Seen(2, true, false, "WEB", Digits.NONE)));
    }

    assertThat(differences()).isEmpty();
  }

  @Test
  void namesTheOneAggregateAndThePlaceThatHasAnotherRevision() {
    place("store", Map.of("1", seen(4), "2", seen(7)));
    place("topic", Map.of("1", seen(4), "2", seen(7)));
    place("metrics", Map.of("1", seen(4), "2", seen(6)));

    assertThat(differences())
        .containsExactly(
            new Difference(
                "jira.issues",
                "PAY",
                "2",
                Map.of("store", "revision 7", "topic", "revision 7", "metrics", "revision 6"),
                List.of("metrics")));
  }

  @Test
  void namesWhatIsMissingTooMuchGoneOrElsewhere() {
    place("store", Map.of("1", seen(1), "2", seen(1), "3", seen(1), "4", seen(1)));
    place("topic", Map.of("1", seen(1), "2", seen(1), "3", seen(1), "4", seen(1)));
    place(
        "insights",
        Map.of(
            "2",
            new Seen(1, true, false, "PAY", Digits.NONE),
            "3",
            new Seen(1, false, false, "WEB", Digits.NONE),
            "4",
            seen(1),
            "5",
            seen(1)));

    assertThat(differences())
        .extracting(Difference::id, one -> one.places().get("insights"), Difference::odd)
        .containsExactly(
            tuple("1", "absent", List.of("insights")),
            tuple("2", "revision 1, gone", List.of("insights")),
            tuple("3", "revision 1, in WEB", List.of("insights")),
            tuple("5", "revision 1", List.of("insights")));
  }

  @Test
  void seesAStoreThatIsAloneWithWhatItHas() {
    place("store", Map.of("1", seen(5)));
    place("topic", Map.of("1", seen(4)));
    place("metrics", Map.of("1", seen(4)));

    assertThat(differences()).extracting(Difference::odd).containsExactly(List.of("store"));
  }

  @Test
  void comparesContentsAmongThoseThatKeepThem() {
    place("metrics", Map.of("1", withContent(3, 0xabc)));
    place("topic", Map.of("1", withContent(3, 0xdef)));
    place("other", Map.of("1", seen(3)));
    place("insights", Map.of("1", withContent(3, 0xdef)));

    assertThat(differences())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.odd()).containsExactly("metrics");
          assertThat(one.places().get("metrics")).startsWith("revision 3, content ");
          assertThat(one.places().get("other")).isEqualTo("revision 3");
        });
  }

  @Test
  void doesNotTakeTwoErrorsThatAddUpToNothingForEquality() {
    place("store", Map.of("1", seen(1), "2", seen(2)));
    place("topic", Map.of("1", seen(2), "2", seen(1)));

    assertThat(differences()).extracting(Difference::id).containsExactly("1", "2");
  }

  @Test
  void looksOnlyAtProjectsThatDiffer() {
    place("store", Map.of("1", seen(1), "2", new Seen(9, false, false, "WEB", Digits.NONE)));
    place("topic", Map.of("1", seen(2), "2", new Seen(9, false, false, "WEB", Digits.NONE)));
    Map<String, Map<String, Tally>> tallies = new LinkedHashMap<>();
    places.forEach((place, aggregates) -> tallies.put(place, Tally.of(aggregates)));

    assertThat(Comparison.differing(tallies)).isEqualTo(Set.of("PAY"));
    assertThat(Comparison.projects(tallies)).containsExactly("PAY", "WEB");
  }
}
