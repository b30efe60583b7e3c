package io.issuestream.insights.finding;

import io.issuestream.insights.finding.TeamPicture.RepositoryWork;
import io.issuestream.insights.linkage.Linkages;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Puts together what the rules look at. */
@Component
class TeamPictures {

  private final IssueQueries issues;
  private final SprintQueries sprints;
  private final PeopleQueries people;
  private final Linkages linkages;
  private final InsightSettings settings;
  private final Clock clock;

  TeamPictures(
      IssueQueries issues,
      SprintQueries sprints,
      PeopleQueries people,
      Linkages linkages,
      InsightSettings settings,
      Clock clock) {
    this.issues = issues;
    this.sprints = sprints;
    this.people = people;
    this.linkages = linkages;
    this.settings = settings;
    this.clock = clock;
  }

  /** What is known now; within a transaction the queries follow one another on its connection. */
  Mono<TeamPicture> of(String teamId) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Mono.zip(
            issues.any(teamId),
            issues.projects(teamId, AgeingWork.oldestAllowed(day, settings.ageing())),
            sprints.histories(teamId),
            sprints.flows(teamId),
            linkages
                .all(teamId)
                .map(one -> new RepositoryWork(one.metrics(), one.activity()))
                .collectList(),
            people.people(teamId))
        .map(parts ->
            new TeamPicture(
                day,
                parts.getT1(),
                parts.getT2(),
                parts.getT3(),
                parts.getT4(),
                parts.getT5(),
                parts.getT6()));
  }
}
