package io.issuestream.insights;

import io.issuestream.contracts.Samples;
import io.issuestream.contracts.Topic;
import io.issuestream.contracts.code.PullRequestUpserted;
import io.issuestream.contracts.issue.IssueUpserted;
import io.issuestream.edge.testing.EndpointRules;
import io.issuestream.edge.testing.TestTokens;
import io.issuestream.embedded.testing.TestStack;
import io.issuestream.messaging.deadletter.PlantedLetter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Every endpoint of the running service, called as everyone who may and who may not. */
class EndpointRulesIT extends InsightsTestBase {

  private static final TestStack STACK = TestStack.create("insightsrules");
  private static final TopicClient TOPICS = new TopicClient(STACK);

  @Autowired private ApplicationContext service;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    STACK.handTo(registry::add);
    TestTokens.register(registry::add);
  }

  @AfterAll
  static void disconnect() {
    TOPICS.close();
  }

  @Test
  void letsInWhomTheRulesNameAndNobodyElse() {
    TOPICS.send(Samples.read(IssueUpserted.class), Samples.read(PullRequestUpserted.class));
    awaitCaughtUp("kestrel", 1, 1, BOUND);

    EndpointRules.of(service)
        .naming("id", "kestrel-robotics/rover/57")
        .naming(
            "letterId", PlantedLetter.in(STACK, Topic.JIRA_ISSUES, "insights-service", "kestrel"))
        .showing("kestrel-robotics/rover")
        .check("kestrel");
  }
}
