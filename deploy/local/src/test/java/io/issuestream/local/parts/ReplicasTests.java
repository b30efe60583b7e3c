package io.issuestream.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.issuestream.local.home.PortPlan;
import io.issuestream.local.parts.Replicas.Replica;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicasTests {

  @Test
  void countsAllServicesOrSingleOnes() {
    Replicas replicas = Replicas.parse("2,user-matcher=1,sync-worker=3");
    assertThat(names(replicas.of(ServiceSpec.METRICS)))
        .containsExactly("metrics-service", "metrics-service-2");
    assertThat(names(replicas.of(ServiceSpec.USER_MATCHER))).containsExactly("user-matcher");
    assertThat(names(replicas.of(ServiceSpec.SYNC_WORKER)))
        .containsExactly("sync-worker", "sync-worker-2", "sync-worker-3");
    assertThat(Replicas.parse(replicas.toString())).isEqualTo(replicas);
    assertThat(names(Replicas.ONE.all()))
        .containsExactlyElementsOf(ServiceSpec.ALL.stream().map(ServiceSpec::name).toList());
  }

  @Test
  void hasAPortForEachOne() {
    PortPlan plan = new PortPlan(0);
    var ports = new HashSet<>(plan.all());
    for (Replica replica : Replicas.parse("4").all()) {
      assertThat(ports.add(replica.port(plan))).isEqualTo(replica.number() > 1);
    }
  }

  @Test
  void knowsWhoseReplicaAPartIs() {
    assertThat(Replicas.serviceOf("sync-worker-2")).contains(ServiceSpec.SYNC_WORKER);
    assertThat(Replicas.serviceOf("sync-worker")).contains(ServiceSpec.SYNC_WORKER);
    assertThat(Replicas.serviceOf("jira-sandbox")).isEmpty();
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    for (String wrong : List.of("0", "5", "two", "nobody=2", "sync-worker=", "")) {
      assertThatIllegalArgumentException().isThrownBy(() -> Replicas.parse(wrong));
    }
  }

  private static List<String> names(List<Replica> replicas) {
    return replicas.stream().map(Replica::name).toList();
  }
}
