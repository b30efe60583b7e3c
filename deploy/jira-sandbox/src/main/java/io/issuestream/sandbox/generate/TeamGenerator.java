package io.issuestream.sandbox.generate;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.Project;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes up a whole team: fills the data and gives what is outside Jira. */
public final class TeamGenerator {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("PAY", "Payments"),
          Map.entry("WEB", "Web Shop"),
          Map.entry("MOB", "Mobile App"),
          Map.entry("OPS", "Platform Operations"),
          Map.entry("DAT", "Data Platform"),
          Map.entry("SEC", "Security"),
          Map.entry("INT", "Integrations"),
          Map.entry("CRM", "Customer Care"),
          Map.entry("INV", "Inventory"),
          Map.entry("REP", "Reporting"),
          Map.entry("SRC", "Search"),
          Map.entry("DO", "Delivery Orchestration"));

  private final GenerateOptions options;
  private final JiraData data;

  private TeamGenerator(GenerateOptions options, JiraData data) {
    this.options = options;
    this.data = data;
  }

  /** Fills empty data with a team. */
  public static GeneratedTeam generate(GenerateOptions options, JiraData into) {
    return new TeamGenerator(options, into).generate();
  }

  private GeneratedTeam generate() {
    int count = options.projects().size();
    int humans = Math.clamp(6 + 3L * count + options.issues() / 2_500, 8, 40);
    People people = People.make(humans, new SplittableRandom(options.seed()), data.accounts());
    Catalogue.announce(data);
    List<ProjectPlan> plans = plans(people);
    List<Issue> issues = new ArrayList<>(options.issues());
    List<List<PullRequest>> pullRequests = new ArrayList<>();
    Map<Long, String> boards = new HashMap<>();
    List<Project> projects = new ArrayList<>();
    PullRequestMaker requests = new PullRequestMaker(people);
    for (ProjectPlan plan : plans) {
      projects.add(plan.project());
      boards.put(board(plan.place()), plan.project().key() + " board");
      plan.calendar().sprints().forEach(data.sprints()::put);
      IssueMaker maker = new IssueMaker(plan, people, data.fields());
      List<PullRequest> own = new ArrayList<>();
      for (int number = 1; number <= plan.issues(); number++) {
        Life life = plan.lives().live(number);
        issues.add(maker.make(life));
        PullRequest request = requests.of(plan, life);
        if (request != null) {
          own.add(request);
        }
      }
      pullRequests.add(own);
    }
    data.fill(projects, issues, boards);
    if (options.pullRequests() != null) {
      exactly(options.pullRequests(), pullRequests, plans, requests);
    }
    return new GeneratedTeam(
        plans, people, pullRequests.stream().map(PullRequestMaker::numbered).toList());
  }

  /** Takes the last ones away, or gives the done issues further ones, round after round. */
  private static void exactly(
      int wanted,
      List<List<PullRequest>> made,
      List<ProjectPlan> plans,
      PullRequestMaker requests) {
    int surplus = made.stream().mapToInt(List::size).sum() - wanted;
    for (List<PullRequest> own : made.reversed()) {
      int cut = Math.clamp(surplus, 0, own.size());
      own.subList(own.size() - cut, own.size()).clear();
      surplus -= cut;
    }
    int missing = -surplus;
    for (int round = 1; missing > 0; round++) {
      int before = missing;
      for (ProjectPlan plan : plans) {
        for (int number = 1; number <= plan.issues() && missing > 0; number++) {
          PullRequest further = requests.further(plan, plan.lives().live(number), round);
          if (further != null) {
            made.get(plan.place()).add(further);
            missing--;
          }
        }
      }
      if (missing == before) {
        throw new IllegalArgumentException(
            "There is no done issue to make pull requests for; generate more issues.");
      }
    }
  }

  private List<ProjectPlan> plans(People people) {
    List<ProjectPlan> plans = new ArrayList<>();
    int count = options.projects().size();
    long firstSprint = 1;
    for (int place = 0; place < count; place++) {
      String key = options.projects().get(place);
      int issues = options.issues() / count + (place < options.issues() % count ? 1 : 0);
      SprintCalendar calendar =
          new SprintCalendar(key, issues, firstSprint, board(place), options.anchor());
      LifeMaker lives =
          new LifeMaker(
              options.seed(),
              place,
              Math.max(1, issues),
              calendar,
              people,
              options.anchor().toEpochMilli() - 60_000);
      Project project = new Project(10_000 + place, key, NAMES.getOrDefault(key, key), false);
      plans.add(new ProjectPlan(place, project, issues, calendar, lives, count));
      firstSprint += calendar.count();
    }
    return plans;
  }

  private static long board(int place) {
    return place + 1L;
  }
}
