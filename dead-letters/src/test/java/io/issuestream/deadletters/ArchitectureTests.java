package io.issuestream.deadletters;

import io.issuestream.edge.testing.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

  @Test
  void keepsTheRulesOfTheHouse() {
    HouseRules.check("io.issuestream.deadletters");
  }
}
