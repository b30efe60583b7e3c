package io.issuestream.local.rotation;

import io.issuestream.local.cli.Table;
import io.issuestream.local.keys.KeySet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much is sealed under which key, over both services. */
record SealedCounts(Map<String, Map<Long, Long>> places) {

  /** Records of the topic that later ones stand in for, until Kafka compacts them away. */
  private static final String OVERWRITTEN = "overwritten";

  static SealedCounts of(List<KeyReport> reports) {
    Map<String, Map<Long, Long>> places = new TreeMap<>();
    reports.forEach(report -> places.putAll(report.sealed()));
    return new SealedCounts(places);
  }

  /** How much is still read that an older key of these sets sealed. */
  long underOlderKeys(List<KeySet> sets) {
    return places.entrySet().stream()
        .filter(place -> !place.getKey().endsWith(OVERWRITTEN))
        .mapToLong(place -> under(place.getValue(), olderKeys(sets)))
        .sum();
  }

  /** How many overwritten records an older key of these sets sealed. */
  long overwrittenUnderOlderKeys(List<KeySet> sets) {
    return places.entrySet().stream()
        .filter(place -> place.getKey().endsWith(OVERWRITTEN))
        .mapToLong(place -> under(place.getValue(), olderKeys(sets)))
        .sum();
  }

  private static List<Long> olderKeys(List<KeySet> sets) {
    return sets.stream()
        .flatMap(set -> set.keys().all().stream().filter(key -> key != set.newest()))
        .toList();
  }

  private static long under(Map<Long, Long> counts, List<Long> keys) {
    return keys.stream().mapToLong(key -> counts.getOrDefault(key, 0L)).sum();
  }

  Table table() {
    Table table = new Table("SEALED SECRETS", "KEY", "COUNT");
    places.forEach((place, counts) ->
        counts.forEach((key, count) ->
            table.row(place, key == 0 ? "?" : Long.toString(key), Long.toString(count))));
    return table;
  }
}
