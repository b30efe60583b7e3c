package io.issuestream.metrics.project;

import io.issuestream.contracts.metrics.FlowMetrics;
import io.issuestream.edge.Caller;
import io.issuestream.edge.Problem;
import io.issuestream.metrics.project.FlowMetricsStore.StoredFlow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The flow of a team's projects. */
@RestController
class FlowController {

  private final FlowMetricsStore store;

  FlowController(FlowMetricsStore store) {
    this.store = store;
  }

  /** Flow figures, one item a project. */
  record Flows(List<FlowMetrics> items) {}

  /** All projects by key, or the one that is named. */
  @GetMapping("/api/v1/metrics/flow")
  Mono<Flows> flow(Caller caller, @RequestParam(required = false) @Nullable String project) {
    if (project == null) {
      return store.all(caller.team()).map(StoredFlow::metrics).collectList().map(Flows::new);
    }
    return store
        .get(caller.team(), project)
        .map(stored -> new Flows(List.of(stored.metrics())))
        .switchIfEmpty(
            Mono.error(() ->
                Problem.notFound(
                    "No flow of a project " + project + " is known; has it been synced?")));
  }
}
