package io.issuestream.local.rotation;

import io.issuestream.local.api.Api;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service says of its keys on its metrics page.
 *
 * @param loaded the keys it has read, by key set
 * @param sealed how many secrets are sealed under each key, by place
 * @param counted when they were counted, in seconds since 1970
 */
record KeyReport(Map<String, Loaded> loaded, Map<String, Map<Long, Long>> sealed, long counted) {

  private static final Pattern LINE =
      Pattern.compile("issuestream_keys_(loaded|sealed|counted)(?:\\{([^}]*)})? (\\S+)");
  private static final Pattern TAG = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** What a service has read of a key set. */
  record Loaded(long primary, List<Long> all) {
    static final Loaded NOTHING = new Loaded(0, List.of());
  }

  static KeyReport of(int port) {
    Api service = new Api(URI.create("http://127.0.0.1:" + port), Optional.empty());
    try (Stream<String> lines = service.lines("/actuator/prometheus")) {
      return of(lines);
    }
  }

  static KeyReport of(Stream<String> lines) {
    Map<String, Loaded> loaded = new TreeMap<>();
    Map<String, Map<Long, Long>> sealed = new TreeMap<>();
    long[] counted = {0};
    lines.forEach(line -> {
      Matcher metric = LINE.matcher(line);
      if (metric.matches()) {
        String labels = metric.group(2);
        Map<String, String> tags = tags(labels == null ? "" : labels);
        long value = (long) Double.parseDouble(metric.group(3));
        switch (metric.group(1)) {
          case "loaded" ->
              loaded.merge(tags.getOrDefault("keyset", ""), one(tags), KeyReport::both);
          case "sealed" ->
              sealed
                  .computeIfAbsent(tags.getOrDefault("place", ""), place -> new TreeMap<>())
                  .put(key(tags), value);
          default -> counted[0] = value;
        }
      }
    });
    return new KeyReport(loaded, sealed, counted[0]);
  }

  Loaded keys(String keyset) {
    return loaded.getOrDefault(keyset, Loaded.NOTHING);
  }

  private static Loaded one(Map<String, String> tags) {
    long key = key(tags);
    return new Loaded("seals".equals(tags.get("role")) ? key : 0, List.of(key));
  }

  private static Loaded both(Loaded one, Loaded other) {
    List<Long> all = new ArrayList<>(one.all());
    all.addAll(other.all());
    return new Loaded(Math.max(one.primary(), other.primary()), List.copyOf(all));
  }

  private static long key(Map<String, String> tags) {
    return Long.parseLong(tags.getOrDefault("key", "0"));
  }

  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new HashMap<>();
    TAG.matcher(text).results().forEach(tag -> tags.put(tag.group(1), tag.group(2)));
    return tags;
  }
}
