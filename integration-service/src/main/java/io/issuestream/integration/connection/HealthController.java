package io.issuestream.integration.connection;

import io.issuestream.edge.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How the connection to Jira is, for people and pages; probes ask the actuator. */
@RestController
class HealthController {

  private final ConnectionHealth health;

  HealthController(ConnectionHealth health) {
    this.health = health;
  }

  @GetMapping("/api/v1/integration/jira/health")
  Mono<HealthView> show(Caller caller) {
    return health.of(caller.team());
  }
}
