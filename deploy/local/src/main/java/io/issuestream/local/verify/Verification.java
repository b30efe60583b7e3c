package io.issuestream.local.verify;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import io.issuestream.local.demo.Pause;
import io.issuestream.local.verify.Settling.Verdict;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * Compares all places of an installation, as an sre who may read topics and ask services.
 *
 * @param base where the API is
 * @param token gives an sre's token, valid for as long as a verification takes
 * @param kafka how the broker is reached, by the sre's account
 * @param topicPrefix what topics and groups begin with; may be empty
 */
public record Verification(
    URI base, Supplier<String> token, Map<String, Object> kafka, String topicPrefix) {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final Duration READING = Duration.ofMinutes(10);

  /**
   * What to verify.
   *
   * @param teams those to look at; empty for every team that the topics name
   * @param projects keys of the projects to compare; empty for everything
   * @param within how long to wait for places to come to rest, each team
   * @param census whether to have Jira counted anew first
   */
  public record Scope(Set<String> teams, Set<String> projects, Duration within, boolean census) {
    public Scope {
      teams = Set.copyOf(teams);
      projects = Set.copyOf(projects);
    }
  }

  /**
   * Does it.
   *
   * @param progress takes a line now and then
   */
  public Report run(Scope scope, Consumer<String> progress) {
    long begun = System.nanoTime();
    List<Report.Team> teams = new ArrayList<>();
    try (TopicCopy topics = new TopicCopy(kafka, topicPrefix, scope.teams());
        ConsumerLag lag = new ConsumerLag(kafka, topicPrefix)) {
      progress.accept("Reading the topics");
      Set<String> names = new TreeSet<>(scope.teams());
      if (names.isEmpty()) {
        topics.readOn(READING);
        names.addAll(topics.teams());
      }
      Api api = new Api(base, Optional.of(token.get()));
      Looking looking = new Looking(api, topics, lag, scope.projects());
      for (String team : names) {
        teams.add(verified(team, scope, looking, new SreApi(api, team), progress));
      }
    }
    Outcome outcome = teams.stream().map(Report.Team::outcome).reduce(Outcome.EQUAL, Outcome::and);
    return new Report(outcome, (System.nanoTime() - begun) / 1e9, teams);
  }

  private static Report.Team verified(
      String team, Scope scope, Looking looking, SreApi api, Consumer<String> progress) {
    CensusTaking census = new CensusTaking(api, progress);
    try {
      if (scope.census()) {
        Optional<String> why = census.take(scope.projects());
        if (why.isPresent()) {
          return Report.Team.untold(team, why.get());
        }
      }
      return settled(team, scope, looking, census, progress);
    } catch (ApiRefused | UncheckedIOException | KafkaException e) {
      return Report.Team.untold(team, String.valueOf(e.getMessage()));
    }
  }

  /** Looks until it can be told, or time is up. */
  private static Report.Team settled(
      String team, Scope scope, Looking looking, CensusTaking census, Consumer<String> progress) {
    long until = System.nanoTime() + scope.within().toNanos();
    Settling settling = new Settling();
    while (true) {
      progress.accept("Team " + team + ": looking");
      boolean last = System.nanoTime() >= until;
      Optional<Look> look = look(team, looking, last, progress);
      Optional<Verdict> verdict = look.flatMap(one -> settling.after(one, last));
      if (verdict.isPresent()) {
        return told(team, look.orElseThrow(), verdict.get());
      }
      Pause.of(LOOK_AGAIN);
      if (scope.census() && look.filter(Look::differsFromJiraAlone).isPresent()) {
        // Jira's index lags; the count may be older than what it has shown.
        var _ = census.take(scope.projects());
      }
    }
  }

  /**
   * A look; empty where a place does not answer just now, as while it is started again. The last
   * one fails with it.
   */
  private static Optional<Look> look(
      String team, Looking looking, boolean last, Consumer<String> progress) {
    try {
      return Optional.of(looking.at(team));
    } catch (ApiRefused refused) {
      if (last || (refused.status() < 500 && refused.status() != 429)) {
        throw refused;
      }
      progress.accept("Team " + team + ": " + refused.getMessage());
      return Optional.empty();
    } catch (UncheckedIOException | KafkaException away) {
      if (last) {
        throw away;
      }
      progress.accept("Team " + team + ": " + away.getMessage());
      return Optional.empty();
    }
  }

  private static Report.Team told(String team, Look look, Verdict verdict) {
    return new Report.Team(
        team,
        verdict.outcome(),
        verdict.reason(),
        look.rows(),
        verdict.differences(),
        look.waiting(),
        look.figures(),
        look.notes());
  }
}
