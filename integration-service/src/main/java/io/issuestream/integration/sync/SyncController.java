package io.issuestream.integration.sync;

import io.issuestream.contracts.sync.SyncTrigger;
import io.issuestream.edge.Caller;
import io.issuestream.edge.MayCall;
import io.issuestream.edge.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks for syncs and shows how far they are. */
@RestController
@RequestMapping("/api/v1/integration/jira/sync")
class SyncController {

  private final SyncRequests requests;
  private final SyncStatuses statuses;
  private final SyncStream stream;

  SyncController(SyncRequests requests, SyncStatuses statuses, SyncStream stream) {
    this.requests = requests;
    this.statuses = statuses;
    this.stream = stream;
  }

  /** A team admin, or an sre who has a team or project read anew. */
  @PostMapping
  @MayCall({Role.TEAM_ADMIN, Role.SRE})
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<SyncRequests.Answer> ask(
      Caller caller, @RequestBody(required = false) SyncRequests.@Nullable Request request) {
    SyncTrigger trigger = caller.actsForTeam() ? SyncTrigger.SRE : SyncTrigger.MANUAL;
    return requests.ask(
        caller.team(), trigger, request == null ? SyncRequests.Request.ALL : request);
  }

  @GetMapping
  Mono<SyncView> show(Caller caller) {
    return statuses.of(caller.team());
  }

  /** The same, live. */
  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<ServerSentEvent<SyncView>> stream(Caller caller) {
    return stream.of(caller.team());
  }
}
