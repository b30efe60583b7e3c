package io.issuestream.integration.connection;

import io.issuestream.edge.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The team's Jira connection. */
@RestController
@RequestMapping("/api/v1/integration/jira/connection")
class ConnectionController {

  private final ConnectJira connect;
  private final DisconnectJira disconnect;
  private final JiraAccess access;
  private final AccessTokens tokens;

  ConnectionController(
      ConnectJira connect, DisconnectJira disconnect, JiraAccess access, AccessTokens tokens) {
    this.connect = connect;
    this.disconnect = disconnect;
    this.access = access;
    this.tokens = tokens;
  }

  @GetMapping
  Mono<ConnectionView> show(Caller caller) {
    return access
        .current(caller.team())
        .flatMap(connection ->
            tokens
                .granted(connection.teamId(), connection.connectionId())
                .map(granted -> ConnectionView.of(connection, granted))
                .switchIfEmpty(Mono.fromSupplier(() -> ConnectionView.of(connection, null))));
  }

  /** 201 for a new connection, 200 where the credentials of the present one were replaced. */
  @PostMapping
  Mono<ResponseEntity<ConnectionView>> connect(Caller caller, @RequestBody ConnectRequest request) {
    return connect
        .connect(caller.team(), caller.subject(), request.candidate(), stored -> Mono.empty())
        .map(connected ->
            ResponseEntity.status(connected.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(ConnectionView.of(connected.connection(), null)));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> disconnect(Caller caller) {
    return disconnect.disconnect(caller);
  }
}
