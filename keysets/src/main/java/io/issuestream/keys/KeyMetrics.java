package io.issuestream.keys;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells by gauges which keys a process has loaded, and how much is sealed under each.
 *
 * <ul>
 *   <li>{@code issuestream.keys.loaded}: 1 for every key; tags {@code keyset}, {@code key}, {@code
 *       role} ({@code seals} or {@code opens})
 *   <li>{@code issuestream.keys.sealed}: how many secrets; tags {@code place}, {@code key}
 *   <li>{@code issuestream.keys.counted}: when that was counted last, in seconds since 1970
 * </ul>
 */
public final class KeyMetrics {

  private final MultiGauge loaded;
  private final MultiGauge sealed;
  private final AtomicLong counted = new AtomicLong();
  private final Map<Tags, AtomicLong> counts = new ConcurrentHashMap<>();

  public KeyMetrics(MeterRegistry meters) {
    loaded = MultiGauge.builder("issuestream.keys.loaded").register(meters);
    sealed = MultiGauge.builder("issuestream.keys.sealed").register(meters);
    meters.gauge("issuestream.keys.counted", counted);
  }

  /** Tells the keys of each set, by the set's name. */
  public void loaded(Map<String, KeyIds> keysets) {
    var rows = new ArrayList<Row<?>>();
    keysets.forEach((keyset, keys) ->
        keys.all()
            .forEach(key ->
                rows.add(
                    Row.of(
                        Tags.of(
                            "keyset",
                            keyset,
                            "key",
                            Long.toString(key),
                            "role",
                            key == keys.primary() ? "seals" : "opens"),
                        1))));
    // Not overwritten: a scrape meanwhile would meet a gauge twice. Its value is always 1.
    loaded.register(rows);
  }

  /** Tells how much is sealed under each key, by place. */
  public void sealed(Map<String, Map<Long, Long>> places) {
    var rows = new ArrayList<Row<?>>();
    places.forEach((place, keys) ->
        keys.forEach((key, count) -> {
          Tags tags = Tags.of("place", place, "key", Long.toString(key));
          AtomicLong known = counts.computeIfAbsent(tags, fresh -> new AtomicLong());
          known.set(count);
          rows.add(Row.of(tags, known, AtomicLong::get));
        }));
    sealed.register(rows);
    counted.set(Instant.now().getEpochSecond());
  }
}
