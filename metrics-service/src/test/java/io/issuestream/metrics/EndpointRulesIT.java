package io.issuestream.metrics;

import static io.issuestream.metrics.SprintBuilder.sprint;
import static io.issuestream.metrics.SprintBuilder.upserted;

import io.issuestream.contracts.Topic;
import io.issuestream.contracts.sprint.SprintPhase;
import io.issuestream.edge.testing.EndpointRules;
import io.issuestream.messaging.deadletter.PlantedLetter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every endpoint of the running service, called as everyone who may and who may not. */
class EndpointRulesIT extends RunningMetricsService {

  @Autowired private ApplicationContext service;

  @Test
  void letsInWhomTheRulesNameAndNobodyElse() {
    String team = "ruled";
    topics()
        .publish(
            upserted(team, 1, sprint(4711, SprintPhase.CLOSED, START, END)),
            issue(team, 1, issue(1).with(3, null, 4711)));
    settled(team, 1);

    EndpointRules.of(service)
        .naming("sprintId", "4711")
        .naming("letterId", PlantedLetter.in(stack(), Topic.JIRA_ISSUES, "metrics-service", team))
        .showing("4711", "ROVER-1", "\"ROVER\"")
        .check(team);
  }
}
