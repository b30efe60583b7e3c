package io.issuestream.local.chaos;

import io.issuestream.local.api.Api;
import io.issuestream.local.api.ApiRefused;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What happens to issues in the sandbox, drawn from a seed. Work moves through the issues in their
 * order, each changes a few times in a row and is then left alone: what of it was lost or came too
 * late is not healed by a later change.
 */
final class JiraLife {
  /** So many issues are worked on at a time. */
  private static final int AT_A_TIME = 40;

  /** How often an issue changes on average before it is left alone. */
  private static final int CHANGES_EACH = 5;

  private static final List<String> STATUSES = List.of("To Do", "In Progress", "Done");

  private final Api sandbox;
  private final List<String> projects;
  private final Random random;
  private final Map<String, Integer> told = new TreeMap<>();
  private List<String> ids = List.of();
  private List<Long> sprints = List.of();
  private int number;
  private int picked;

  JiraLife(Api sandbox, List<String> projects, long seed) {
    this.sandbox = sandbox;
    this.projects = projects;
    this.random = new Random(seed);
  }

  /** How often what happened. */
  String told() {
    return told.toString();
  }

  int changes() {
    return told.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Lets one thing happen. */
  void one() {
    look();
    int chance = random.nextInt(100);
    try {
      if (chance < 76) {
        edit();
      } else if (chance < 88) {
        create();
      } else if (chance < 95) {
        count("move");
        sandbox.post(
            issue() + "/move", Map.of("project", projects.get(random.nextInt(projects.size()))));
      } else {
        count("delete");
        sandbox.delete(issue());
      }
    } catch (ApiRefused gone) {
      // Deleted before, or in that project already.
      count("nothing");
    }
  }

  /** Many issues at once, as a bulk change does. */
  void burst(int size) {
    for (int i = 0; i < size; i++) {
      look();
      try {
        edit();
      } catch (ApiRefused gone) {
        count("nothing");
      }
    }
  }

  private void edit() {
    count("edit");
    Map<String, Object> fields = new HashMap<>();
    fields.put("summary", "state " + ++number);
    switch (random.nextInt(4)) {
      case 0 -> fields.put("storyPoints", random.nextInt(13));
      case 1 -> fields.put("status", STATUSES.get(random.nextInt(STATUSES.size())));
      case 2 -> {
        if (!sprints.isEmpty()) {
          fields.put("sprint", sprints.get(random.nextInt(sprints.size())));
        }
      }
      default -> fields.put("labels", List.of("l" + number));
    }
    sandbox.post(issue() + "/edit", Map.of("fields", fields));
  }

  private void create() {
    count("create");
    sandbox.post(
        "/sandbox/issues",
        Map.of(
            "project",
            projects.get(random.nextInt(projects.size())),
            "fields",
            Map.of("summary", "state " + ++number)));
  }

  private String issue() {
    int place = picked++ / CHANGES_EACH + random.nextInt(AT_A_TIME);
    return "/sandbox/issues/" + ids.get(place % ids.size());
  }

  /** What there is, looked at anew from time to time. */
  private void look() {
    if (ids.isEmpty() || random.nextInt(200) == 0) {
      List<JsonNode> truth =
          projects.stream()
              .flatMap(project -> sandbox.get("/sandbox/truth?project=" + project).valueStream())
              .toList();
      ids =
          truth.stream()
              .map(issue -> issue.path("id").asString())
              .sorted(Comparator.comparingLong(Long::parseLong))
              .toList();
      sprints =
          truth.stream()
              .flatMap(issue -> issue.path("sprintIds").valueStream())
              .map(JsonNode::asLong)
              .distinct()
              .sorted()
              .toList();
    }
  }

  private void count(String what) {
    told.merge(what, 1, Integer::sum);
  }
}
