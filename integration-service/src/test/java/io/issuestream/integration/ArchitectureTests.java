package io.issuestream.integration;

import io.issuestream.edge.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  @Test
  void keepsTheRulesOfTheHouse() {
    HouseRules.check("io.issuestream.integration");
  }
}
