package io.issuestream.local.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Compares places. Pure: of the same answers it makes the same differences. */
final class Comparison {

  private Comparison() {}

  /**
   * The projects in which places do not have the same of a kind.
   *
   * @param places what each place has, by project
   */
  static Set<String> differing(Map<String, Map<String, Tally>> places) {
    Set<String> differing = new TreeSet<>();
    projects(places).stream().filter(project -> !allAgree(places, project)).forEach(differing::add);
    return differing;
  }

  /** Every project that a place has something of. */
  static Set<String> projects(Map<String, Map<String, Tally>> places) {
    Set<String> projects = new TreeSet<>();
    places.values().forEach(place -> projects.addAll(place.keySet()));
    return projects;
  }

  /** Each with each: two that tell different things may both agree with one that tells less. */
  private static boolean allAgree(Map<String, Map<String, Tally>> places, String project) {
    List<Tally> tallies =
        places.values().stream().map(place -> place.getOrDefault(project, Tally.NOTHING)).toList();
    return tallies.stream().allMatch(one -> tallies.stream().allMatch(one::agrees));
  }

  /**
   * The aggregates that are not the same everywhere, by id.
   *
   * @param places what each place has, in the direction events go
   * @param projects those to look at
   */
  static List<Difference> differences(
      Kind kind, Set<String> projects, Map<String, Map<String, Seen>> places) {
    Set<String> ids = new TreeSet<>();
    places
        .values()
        .forEach(place ->
            place.forEach((id, seen) -> {
              if (projects.contains(seen.project())) {
                ids.add(id);
              }
            }));
    List<Difference> differences = new ArrayList<>();
    for (String id : ids) {
      Map<String, @Nullable Seen> seen = new LinkedHashMap<>();
      places.forEach((place, aggregates) -> seen.put(place, aggregates.get(id)));
      List<String> odd = odd(seen);
      if (!odd.isEmpty()) {
        differences.add(difference(kind, id, seen, odd));
      }
    }
    return differences;
  }

  private static Difference difference(
      Kind kind, String id, Map<String, @Nullable Seen> seen, List<String> odd) {
    String project = "";
    for (Seen one : seen.values()) {
      if (one != null) {
        project = one.project();
        break;
      }
    }
    Set<String> plain = new HashSet<>();
    for (Seen one : seen.values()) {
      plain.add(Seen.words(one, project, false));
    }
    boolean withContent = plain.size() == 1;
    Map<String, String> words = new LinkedHashMap<>();
    for (Map.Entry<String, @Nullable Seen> one : seen.entrySet()) {
      words.put(one.getKey(), Seen.words(one.getValue(), project, withContent));
    }
    return new Difference(kind.topicName(), project, id, words, odd);
  }

  /** Contents are looked at where all else is the same: not every place tells its own. */
  private static List<String> odd(Map<String, @Nullable Seen> seen) {
    List<String> odd = minority(seen, Seen::sameRevision);
    if (!odd.isEmpty()) {
      return odd;
    }
    Map<String, @Nullable Seen> telling = new LinkedHashMap<>(seen);
    telling.values().removeIf(one -> one == null || one.content() == Digits.NONE);
    return minority(telling, Seen::sameContent);
  }

  /** Those that do not have what most have; of two that as many have, what the earlier has. */
  private static List<String> minority(
      Map<String, @Nullable Seen> seen, BiPredicate<@Nullable Seen, @Nullable Seen> same) {
    int most = 0;
    List<String> odd = List.of();
    for (Seen standard : seen.values()) {
      List<String> others = new ArrayList<>();
      for (Map.Entry<String, @Nullable Seen> one : seen.entrySet()) {
        if (!same.test(standard, one.getValue())) {
          others.add(one.getKey());
        }
      }
      if (seen.size() - others.size() > most) {
        most = seen.size() - others.size();
        odd = others;
      }
    }
    return odd;
  }
}
