package io.issuestream.contracts.metrics;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;

/** What was finished in the ISO week that begins on this Monday, in UTC. */
public record WeekThroughput(LocalDate weekStart, Amount done) {

  public WeekThroughput {
    requireNonNull(weekStart, "weekStart");
    requireNonNull(done, "done");
  }
}
