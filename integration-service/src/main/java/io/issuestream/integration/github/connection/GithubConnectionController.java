package io.issuestream.integration.github.connection;

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

/** The team's connection to GitHub. */
@RestController
@RequestMapping("/api/v1/integration/github")
class GithubConnectionController {

  private final ConnectGithub connect;
  private final GithubAccess access;
  private final GithubHealth health;

  GithubConnectionController(ConnectGithub connect, GithubAccess access, GithubHealth health) {
    this.connect = connect;
    this.access = access;
    this.health = health;
  }

  @GetMapping("/connection")
  Mono<ConnectionView> show(Caller caller) {
    return access.connection(caller.team()).map(ConnectionView::of);
  }

  /** 201 for a new connection, 200 where the credentials of the present one were replaced. */
  @PostMapping("/connection")
  Mono<ResponseEntity<ConnectionView>> connect(Caller caller, @RequestBody ConnectRequest request) {
    return connect
        .connect(caller, request.credentials())
        .map(connected ->
            ResponseEntity.status(connected.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(ConnectionView.of(connected.connection())));
  }

  /** Removes the credentials; what was read stays, and no repository is tracked any more. */
  @DeleteMapping("/connection")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Mono<Void> disconnect(Caller caller) {
    return connect.disconnect(caller);
  }

  @GetMapping("/health")
  Mono<GithubHealth.View> health(Caller caller) {
    return health.of(caller.team());
  }
}
