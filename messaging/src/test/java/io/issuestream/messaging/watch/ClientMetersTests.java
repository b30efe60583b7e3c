package io.issuestream.messaging.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientMetersTests {

  private static final String READ = "kafka.consumer.fetch.manager.records.consumed.total";

  @Test
  void keepsTheFewClientFiguresThatAreLookedAtAndAllOthers() {
    var meters = new SimpleMeterRegistry();
    meters.config().meterFilter(new ClientMeters());

    meters.gauge(READ, Tags.of("topic", "test.jira.issues"), 7);
    meters.gauge(READ, Tags.of("topic", "test_jira_issues"), 9);
    meters.gauge("kafka.consumer.node.request.latency.avg", 7);
    meters.gauge("issuestream.outbox.size", 7);

    assertThat(meters.getMeters())
        .extracting(Meter::getId)
        .extracting(Meter.Id::getName, Meter.Id::getTags)
        .containsExactlyInAnyOrder(
            tuple(READ, List.of(Tag.of("topic", "test.jira.issues"))),
            tuple("issuestream.outbox.size", List.of()));
  }
}
