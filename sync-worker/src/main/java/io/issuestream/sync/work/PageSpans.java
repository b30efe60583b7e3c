package io.issuestream.sync.work;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The span of a page, from asking for it to its commit: its requests to Jira are within it, and
 * what is published of it goes on from it. A run is no span, since it may be thousands of pages.
 */
@Component
class PageSpans {

  private final ObservationRegistry observations;

  PageSpans(ObservationRegistry observations) {
    this.observations = observations;
  }

  /**
   * Reads and stores a page, {@code issuestream.sync.pages}.
   *
   * @param by how its issues are found: by search, by id
   */
  <T> Mono<T> page(RunContext context, String by, Mono<T> work) {
    return Mono.defer(() -> {
      Observation page =
          Observation.createNotStarted("issuestream.sync.pages", observations)
              .contextualName("read page by " + by)
              .lowCardinalityKeyValue("by", by)
              .highCardinalityKeyValue("issuestream.team", context.team())
              .highCardinalityKeyValue("issuestream.project", context.run().projectKey())
              .highCardinalityKeyValue("issuestream.run", context.run().runId().toString())
              .start();
      return work.doOnError(page::error)
          .doFinally(end -> page.stop())
          .contextWrite(known -> known.put(ObservationThreadLocalAccessor.KEY, page));
    });
  }
}
