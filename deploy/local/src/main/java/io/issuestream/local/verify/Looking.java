package io.issuestream.local.verify;

import io.issuestream.local.api.Api;
import io.issuestream.local.parts.ServiceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks at every place that has something of a team. */
final class Looking {
  private static final Duration READING = Duration.ofMinutes(5);

  private final Api api;
  private final TopicCopy topics;
  private final ConsumerLag lag;
  private final Set<String> projects;

  /**
   * Ready to look.
   *
   * @param projects the keys to compare; empty for everything
   */
  Looking(Api api, TopicCopy topics, ConsumerLag lag, Set<String> projects) {
    this.api = api;
    this.topics = topics;
    this.lag = lag;
    this.projects = Set.copyOf(projects);
  }

  /** One look at a team. What is on its way is looked for last, so that none of it is missed. */
  Look at(String team) {
    Map<String, ServiceAnswers> services = new LinkedHashMap<>();
    for (ServiceSpec service : ServiceSpec.ALL) {
      services.put(service.name(), ServiceAnswers.of(api, team, service.name()));
    }
    topics.readOn(READING);
    List<Census> censuses = censuses(team);
    List<Waiting> waiting = new ArrayList<>();
    services.values().forEach(service -> waiting.addAll(service.waiting()));
    waiting.addAll(lag.of(followed(services), topics.next(team)));

    List<Row> rows = new ArrayList<>();
    List<Difference> differences = new ArrayList<>();
    censuses.forEach(census -> census.difference().ifPresent(differences::add));
    for (Kind kind : Kind.values()) {
      if (projects.isEmpty() || kind.isOfProject()) {
        compare(kind, team, services, censuses, rows, differences);
      }
    }
    long figures = waiting.stream().anyMatch(Waiting::settles) ? 0 : afresh(services, differences);
    List<String> notes = new ArrayList<>(topics.notes());
    censuses.forEach(census -> notes.addAll(census.notes()));
    return new Look(rows, differences, waiting, figures, notes);
  }

  private List<Census> censuses(String team) {
    return Census.of(new SreApi(api, team)).stream()
        .filter(census -> isWanted(census.projectKey()))
        .toList();
  }

  private boolean isWanted(String project) {
    return projects.isEmpty() || projects.contains(project);
  }

  private void compare(
      Kind kind,
      String team,
      Map<String, ServiceAnswers> services,
      List<Census> censuses,
      List<Row> rows,
      List<Difference> differences) {
    Map<String, Map<String, Tally>> places = new LinkedHashMap<>();
    holders(kind, services)
        .forEach(service ->
            places.put(service.service(), service.tallies().getOrDefault(kind, Map.of())));
    Map<String, Seen> records = topics.of(kind, team);
    Map<String, Map<String, Tally>> ordered = new LinkedHashMap<>();
    places.forEach((place, tallies) -> {
      ordered.put(place, tallies);
      // Behind its owner, which comes first.
      ordered.computeIfAbsent(kind.topicName(), topic -> Tally.of(records));
    });
    Set<String> differing = Comparison.differing(ordered);
    differing.removeIf(project -> !isWanted(project));
    for (String project : Comparison.projects(ordered)) {
      if (isWanted(project)) {
        rows.add(row(kind, project, ordered, censuses, !differing.contains(project)));
      }
    }
    if (!differing.isEmpty()) {
      Map<String, Map<String, Seen>> seen = new LinkedHashMap<>();
      for (String place : ordered.keySet()) {
        ServiceAnswers service = services.get(place);
        seen.put(place, service == null ? records : service.entries(kind, differing));
      }
      differences.addAll(Comparison.differences(kind, differing, seen));
    }
  }

  /** The services that hold a kind, its owner first. */
  private static List<ServiceAnswers> holders(Kind kind, Map<String, ServiceAnswers> services) {
    List<ServiceAnswers> holders = new ArrayList<>();
    for (ServiceAnswers service : services.values()) {
      if (service.service().equals(kind.topic().owner())) {
        holders.addFirst(service);
      } else if (service.tallies().containsKey(kind)) {
        holders.add(service);
      }
    }
    return holders;
  }

  private static Row row(
      Kind kind,
      String project,
      Map<String, Map<String, Tally>> places,
      List<Census> censuses,
      boolean equal) {
    Map<String, Row.Cell> cells = new LinkedHashMap<>();
    if (kind == Kind.ISSUES) {
      censuses.stream()
          .filter(census -> census.projectKey().equals(project))
          .forEach(census -> cells.put(Look.JIRA, census.cell()));
    }
    places.forEach((place, tallies) ->
        cells.put(place, Row.Cell.of(tallies.getOrDefault(project, Tally.NOTHING))));
    boolean asJiraSays =
        censuses.stream()
            .filter(census -> kind == Kind.ISSUES && census.projectKey().equals(project))
            .allMatch(census -> census.difference().isEmpty());
    return new Row(kind.topicName(), project, cells, equal && asJiraSays);
  }

  private static Map<String, List<Kind>> followed(Map<String, ServiceAnswers> services) {
    Map<String, List<Kind>> followed = new TreeMap<>();
    services.forEach((name, service) ->
        followed.put(
            name,
            service.tallies().keySet().stream()
                .filter(kind -> !kind.topic().owner().equals(name))
                .toList()));
    return followed;
  }

  /** Has figures worked out afresh, which only says something while nothing is on its way. */
  private long afresh(Map<String, ServiceAnswers> services, List<Difference> differences) {
    long figures = 0;
    for (Kind kind : Kind.values()) {
      ServiceAnswers owner = services.get(kind.topic().owner());
      if (kind.isFigures() && owner != null && (projects.isEmpty() || kind.isOfProject())) {
        List<Difference> different = new ArrayList<>();
        figures += owner.recompute(kind, different);
        different.stream().filter(one -> isWanted(one.project())).forEach(differences::add);
      }
    }
    return figures;
  }
}
