package io.issuestream.messaging.watch;

import java.util.Locale;

/** The stages from a project's selection to what is found in it. */
public enum OnboardingStage {
  /** A project was selected. */
  SELECTED,
  /** The site's people were read. */
  USERS,
  /** The project's issues were read whole. */
  ISSUES,
  /** The team's people were matched for the first time. */
  MATCHED,
  /** The project has its first figures. */
  METRICS,
  /** The team has its first insights. */
  INSIGHTS;

  /** The name in metrics and traces. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
