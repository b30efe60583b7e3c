package io.issuestream.jira;

import io.issuestream.jira.ConnectionState.Breaker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How the connections of this process stand, all together: how many have their breaker in each
 * state, and what of their pace is in use. A figure for each connection would be as many figures as
 * there are teams; which one it is, the log says, and its own health page.
 */
final class ConnectionMeters implements MeterBinder {

  private final Collection<JiraConnection> connections;

  ConnectionMeters(Collection<JiraConnection> connections) {
    this.connections = connections;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    for (Breaker state : Breaker.values()) {
      Gauge.builder(
              "issuestream.jira.breakers",
              connections,
              all -> all.stream().filter(one -> one.state().breaker() == state).count())
          .description("Connections whose circuit breaker is in the state")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
    gauge(
        meters,
        "issuestream.jira.budget.pace",
        "Requests a second that all connections together may send",
        all -> all.stream().mapToDouble(one -> one.budget().pace()).sum());
    gauge(
        meters,
        "issuestream.jira.budget.waiting",
        "Requests that wait for their connection's turn",
        all -> all.stream().mapToDouble(one -> one.budget().waiting()).sum());
    gauge(
        meters,
        "issuestream.jira.budget.paused",
        "Connections that Jira asked to leave it alone for a while",
        all -> all.stream().filter(one -> one.budget().pauseLeft().isPositive()).count());
    Gauge.builder(
            "issuestream.jira.breaker.open",
            connections,
            all -> all.stream().mapToDouble(JiraConnection::secondsSinceItWorked).max().orElse(0))
        .description("How long ago the breaker opened that has been open longest")
        .baseUnit("seconds")
        .register(meters);
  }

  private void gauge(
      MeterRegistry meters,
      String name,
      String description,
      ToDoubleFunction<Collection<JiraConnection>> value) {
    Gauge.builder(name, connections, value).description(description).register(meters);
  }
}
