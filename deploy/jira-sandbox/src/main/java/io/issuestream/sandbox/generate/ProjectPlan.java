package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.data.Project;

/**
 * One project to make up.
 *
 * @param place its place among the projects
 * @param project the project
 * @param issues how many issues it gets
 * @param calendar its sprints
 * @param lives its issues' lives
 * @param places how many projects there are: issue ids go round them, as ids rise with time over
 *     all projects
 */
record ProjectPlan(
    int place, Project project, int issues, SprintCalendar calendar, LifeMaker lives, int places) {
  private static final long FIRST_ID = 10_001;

  long issueId(int number) {
    return FIRST_ID + (long) (number - 1) * places + place;
  }

  String issueKey(int number) {
    return project.key() + "-" + number;
  }

  /** The summary of an issue, the same wherever it is mentioned. */
  String summary(int number) {
    int type = lives.type(number);
    return type == Catalogue.EPIC
        ? Words.epicName(lives.random(number, 3))
        : Words.summary(lives.random(number, 3), type == Catalogue.BUG);
  }
}
