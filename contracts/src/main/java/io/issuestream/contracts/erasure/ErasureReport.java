package io.issuestream.contracts.erasure;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one service did, without naming anybody.
 *
 * @param erasureId what it was asked by
 * @param service its name
 * @param counts how many rows, by what they were, it deleted or rewrote
 * @param places free text that still names the person; the first thousand places
 * @param placesLeftOut how many more there are
 */
public record ErasureReport(
    String erasureId,
    String service,
    Map<String, Long> counts,
    List<ErasurePlace> places,
    @Range(min = 0) long placesLeftOut,
    Instant doneAt) {

  public ErasureReport {
    Checks.text(erasureId, "erasureId");
    Checks.text(service, "service");
    counts = Checks.map(counts);
    places = Checks.list(places);
    Checks.atLeast(0, placesLeftOut, "placesLeftOut");
    requireNonNull(doneAt, "doneAt");
  }
}
