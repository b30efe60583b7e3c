package io.issuestream.insights.finding;

import io.issuestream.contracts.insight.Severity;

/** How much a figure that passed its threshold matters. */
final class Grade {

  private Grade() {}

  static Severity of(double value, double critical) {
    return value >= critical ? Severity.CRITICAL : Severity.WARNING;
  }
}
