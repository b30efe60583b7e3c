package io.issuestream.insights.finding;

import static io.issuestream.insights.finding.Wording.count;
import static io.issuestream.insights.finding.Wording.evidence;

import io.issuestream.contracts.insight.InsightKind;
import io.issuestream.contracts.insight.Severity;
import io.issuestream.insights.finding.TeamPicture.People;
import java.util.List;
import java.util.stream.Stream;

/**
 * Jira accounts that are no known team member's: a warning where unfinished work is assigned to
 * them.
 */
record UnmatchedPeople(InsightSettings.Share threshold) implements Rule {

  @Override
  public Stream<Finding> findings(TeamPicture team) {
    People people = team.people();
    long without = people.unmatched() + people.ambiguous();
    long all = people.matched() + without;
    double share = all == 0 ? 0 : (double) without / all;
    if (without < threshold.atLeast() || share < threshold.warning()) {
      return Stream.empty();
    }
    boolean working = people.openIssuesOfUnmatched() > 0;
    return Stream.of(
        new Finding(
            InsightKind.UNMATCHED_PEOPLE,
            working ? Severity.WARNING : Severity.INFO,
            null,
            "team",
            without + " of " + count(all, "Jira account") + " belong to no known team member",
            working
                ? count(people.openIssuesOfUnmatched(), "unfinished issue")
                    + " are assigned to them and count for no member."
                : "No unfinished issue is assigned to them.",
            people.matched() == 0
                ? "Import the team members with their e-mail addresses."
                : "Link the accounts that belong to the team and exclude the others.",
            List.of(
                evidence("No member fits", count(people.unmatched(), "account")),
                evidence("Several members fit", count(people.ambiguous(), "account")),
                evidence("Matched", count(people.matched(), "account")),
                evidence(
                    "Unfinished issues assigned to them",
                    count(people.openIssuesOfUnmatched(), "issue"),
                    people.exampleKeys()))));
  }
}
