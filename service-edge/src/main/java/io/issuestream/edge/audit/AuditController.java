package io.issuestream.edge.audit;

import io.issuestream.edge.Caller;
import io.issuestream.edge.MayCall;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.edge.Role;
import io.issuestream.edge.audit.AuditEntries.Place;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows a team's audit log to those who answer for it. */
@RestController
class AuditController {

  private final AuditEntries entries;

  AuditController(AuditEntries entries) {
    this.entries = entries;
  }

  @GetMapping("${issuestream.edge.audit.path}")
  @MayCall({Role.TEAM_ADMIN, Role.SRE})
  Mono<Page<AuditView>> list(
      Caller caller,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String after) {
    int size = Page.limit(limit);
    @Nullable Place from = after == null ? null : decoded(after);
    return entries
        .list(caller.team(), from, size + 1)
        .collectList()
        .map(rows -> Page.of(rows, size, AuditController::encoded));
  }

  private static String encoded(AuditView entry) {
    String place = entry.at() + "|" + entry.entryId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static Place decoded(String cursor) {
    try {
      String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int bar = place.indexOf('|');
      return new Place(
          Instant.parse(place.substring(0, Math.max(bar, 0))),
          UUID.fromString(place.substring(bar + 1)));
    } catch (IllegalArgumentException | DateTimeException notOurs) {
      throw Problem.invalid("after is what an earlier answer gave as next.");
    }
  }
}
