package io.issuestream.local.sync;

import io.issuestream.local.cli.Durations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A time in the past as people write it. */
final class SinceText {

  private SinceText() {}

  /**
   * Reads {@code 2026-11-20}, {@code 2026-11-20T08:30}, both in the zone, {@code
   * 2026-11-20T08:30:00Z} or with an offset, and {@code 3d}: so long ago.
   *
   * @throws IllegalArgumentException saying what is understood
   */
  static Instant parse(String text, Instant now, ZoneId zone) {
    List<Function<String, Instant>> forms =
        List.of(
            written -> LocalDate.parse(written).atStartOfDay(zone).toInstant(),
            written -> LocalDateTime.parse(written).atZone(zone).toInstant(),
            written -> OffsetDateTime.parse(written).toInstant(),
            written -> now.minus(Durations.parse(written)));
    Instant since =
        forms.stream()
            .flatMap(form -> read(form, text.strip()).stream())
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "\"%s\" is no time; write 2026-11-20, 2026-11-20T08:30, 2026-11-20T08:30:00Z or 3d (ago)."
                        .formatted(text)));
    if (since.isAfter(now)) {
      throw new IllegalArgumentException("\"" + text + "\" lies in the future.");
    }
    return since;
  }

  private static Optional<Instant> read(Function<String, Instant> form, String text) {
    try {
      return Optional.of(form.apply(text));
    } catch (DateTimeException | IllegalArgumentException notThisForm) {
      return Optional.empty();
    }
  }
}
