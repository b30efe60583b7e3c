package io.issuestream.matching.erasure;

import io.issuestream.contracts.access.Principal;
import io.issuestream.contracts.erasure.ErasureReport;
import io.issuestream.edge.Caller;
import io.issuestream.edge.MayCall;
import io.issuestream.edge.Problem;
import io.issuestream.edge.Role;
import io.issuestream.erasure.ErasureKeyMissing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Asks for erasures and shows how far they are. Answers never repeat who is erased. */
@RestController
@RequestMapping("/api/v1/operations/user-matcher")
class ErasureController {

  /** The longest address there can be. */
  private static final int LONGEST = 320;

  private final ErasureRequests requests;
  private final RequestedErasures erasures;

  ErasureController(ErasureRequests requests, RequestedErasures erasures) {
    this.requests = requests;
    this.erasures = erasures;
  }

  /** Whom: by one of the two, or both. */
  record Whom(@Nullable String accountId, @Nullable String email) {

    /** Never who. */
    @Override
    public String toString() {
      return "Whom[]";
    }
  }

  /** The team's name once more, so that nobody deletes one by mistake. */
  record WholeTeam(@Nullable String team) {}

  /** An erasure was taken on. */
  record Accepted(String erasureId) {}

  /**
   * How far it is.
   *
   * @param missing services that have not reported yet
   */
  record ErasureView(
      String erasureId,
      String kind,
      Instant requestedAt,
      @Nullable Instant completedAt,
      List<String> missing,
      List<ErasureReport> reports) {}

  @PostMapping("/erasures")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @MayCall({Role.TEAM_ADMIN, Role.SRE})
  Mono<Accepted> erase(Caller caller, @RequestBody Whom whom) {
    String account = checked(whom.accountId());
    String email = checked(whom.email());
    if (account == null && email == null) {
      throw Problem.invalid("Say whom: \"accountId\" or \"email\", or both.");
    }
    if (email != null && email.indexOf('@') < 1) {
      throw Problem.invalid("The \"email\" is no e-mail address.");
    }
    return Mono.defer(() -> requests.person(caller.team(), account, email))
        .map(Accepted::new)
        .onErrorMap(
            ErasureKeyMissing.class,
            missing ->
                Problem.unavailable(
                    "Nobody can be erased: this installation has no erasure key yet."));
  }

  @PostMapping("/team-erasures")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @MayCall(Role.SRE)
  Mono<Accepted> eraseTeam(Caller caller, @RequestBody WholeTeam confirmed) {
    if (!caller.team().equals(confirmed.team())) {
      throw Problem.unprocessable(
          "not-confirmed", "Repeat the name of the team to be deleted as \"team\".");
    }
    return requests.team(caller.team()).map(Accepted::new);
  }

  @GetMapping("/erasures/{erasureId}")
  @MayCall({Role.TEAM_ADMIN, Role.SRE})
  Mono<ErasureView> show(Caller caller, @PathVariable String erasureId) {
    return erasures
        .one(caller.team(), erasureId)
        .switchIfEmpty(Mono.error(() -> Problem.notFound("There is no such erasure.")))
        .zipWith(erasures.reports(caller.team(), erasureId).collectList())
        .map(both -> view(both.getT1(), both.getT2()));
  }

  private static ErasureView view(RequestedErasures.Erasure erasure, List<ErasureReport> reports) {
    List<String> reported = reports.stream().map(ErasureReport::service).toList();
    return new ErasureView(
        erasure.erasureId(),
        erasure.wholeTeam() ? "team" : "person",
        erasure.requestedAt(),
        erasure.completedAt(),
        Principal.services()
            .map(Principal::principalName)
            .filter(service -> !reported.contains(service))
            .toList(),
        reports);
  }

  private static @Nullable String checked(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > LONGEST || value.indexOf(0) >= 0) {
      throw Problem.invalid("An account id or e-mail address is shorter than that.");
    }
    return value.strip();
  }
}
