package io.issuestream.messaging.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

class ConsumersTests {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AtomicLong now = new AtomicLong(3);
  private final Consumers consumers = new Consumers(2, PATIENCE, now::get);
  private final AbstractMessageListenerContainer<?, ?> issues = container();
  private final AbstractMessageListenerContainer<?, ?> sprints = container();

  @Test
  void areWaitedForUntilEachHasJoinedItsGroup() {
    assertThat(status()).isEqualTo(Status.OUT_OF_SERVICE);
    consumers.add("jira.issues", issues);
    heartbeat(issues, 0.2);
    assertThat(status()).isEqualTo(Status.OUT_OF_SERVICE);
    consumers.add("jira.sprints", sprints);
    heartbeat(sprints, -1);
    assertThat(status()).isEqualTo(Status.OUT_OF_SERVICE);
    heartbeat(sprints, 0.1);
    assertThat(status()).isEqualTo(Status.UP);
  }

  @Test
  void mayLoseTheBrokerAfterwards() {
    bothJoined();
    heartbeat(issues, -1);
    heartbeat(sprints, -1);
    assertThat(status()).isEqualTo(Status.UP);
  }

  @Test
  void areNotWaitedForForEverWhereTheBrokerIsAway() {
    now.addAndGet(PATIENCE.toNanos() - 1);
    assertThat(status()).isEqualTo(Status.OUT_OF_SERVICE);
    now.addAndGet(1);
    assertThat(status()).isEqualTo(Status.UP);
  }

  @Test
  void areDownWhereOneHasStoppedForGood() {
    bothJoined();
    assertThat(consumers.running()).isEqualTo(2);
    when(sprints.isRunning()).thenReturn(false);
    assertThat(status()).isEqualTo(Status.DOWN);
    assertThat(consumers.running()).isEqualTo(1);
    consumers.add("jira.sprints", container());
    assertThat(status()).isEqualTo(Status.UP);
  }

  private void bothJoined() {
    consumers.add("jira.issues", issues);
    consumers.add("jira.sprints", sprints);
    heartbeat(issues, 0.3);
    heartbeat(sprints, 0.3);
    assertThat(status()).isEqualTo(Status.UP);
  }

  private Status status() {
    return consumers.health().getStatus();
  }

  private static AbstractMessageListenerContainer<?, ?> container() {
    AbstractMessageListenerContainer<?, ?> container = mock(AbstractMessageListenerContainer.class);
    when(container.isRunning()).thenReturn(true);
    return container;
  }

  private static void heartbeat(
      AbstractMessageListenerContainer<?, ?> container, double secondsAgo) {
    var name = new MetricName("last-heartbeat-seconds-ago", "coordinator", "", Map.of());
    var metric =
        new Metric() {
          @Override
          public MetricName metricName() {
            return name;
          }

          @Override
          public Object metricValue() {
            return secondsAgo;
          }
        };
    doReturn(Map.of("client", Map.of(name, metric))).when(container).metrics();
  }
}
