package io.issuestream.sandbox;

import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.BadCall;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.oauth.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The part of the admin API that is about issues: {@link IssueLife} by HTTP. */
final class LifeAdmin {
  private final JiraSandbox sandbox;

  LifeAdmin(JiraSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Answers a request, or null where there is no such thing. */
  @Nullable Answer answer(Call call, List<String> path) {
    String area = path.isEmpty() ? "" : path.getFirst();
    return switch (call.method() + " " + area + "/" + path.size()) {
      case "GET issues/1" -> {
        String site = call.parameter("site");
        yield json(sandbox.issues(project(call), site == null ? Site.MAIN_ID : site));
      }
      case "GET truth/1" -> json(sandbox.truth(project(call)));
      case "POST issues/1" -> create(call.json());
      case "POST issues/3" -> change(path.get(1), path.get(2), call);
      case "DELETE issues/2" -> done(() -> sandbox.delete(path.get(1)));
      case "POST projects/1" -> {
        String key = Bodies.required(call.json(), "key");
        String name = Json.text(call.json(), "name");
        yield done(() -> sandbox.createProject(key, name == null ? key : name));
      }
      case "POST projects/3" -> permission(path.get(1), path.get(2));
      case "POST sprints/1" -> {
        int board = Bodies.number(call.json(), "boardId", 0);
        long id = sandbox.createSprint(board, Bodies.required(call.json(), "name"));
        yield Answer.json(Json.object().put("id", id));
      }
      case "PUT sprints/2" ->
          json(sandbox.editSprint(sprint(path.get(1)), members(call.json(), "fields")));
      case "GET clock/1" -> clock();
      case "PUT clock/1" -> setClock(call.json());
      case "PUT index/1" -> index(call.json());
      case "POST index/2" -> path.get(1).equals("catch-up") ? done(sandbox::reindex) : null;
      default -> null;
    };
  }

  private Answer create(JsonNode body) {
    Map<String, JsonNode> fields = body.has("fields") ? members(body, "fields") : Map.of();
    return json(
        sandbox.createJson(Bodies.required(body, "project"), fields, Json.whole(body, "id")));
  }

  private @Nullable Answer change(String key, String what, Call call) {
    return switch (what) {
      case "edit" -> json(sandbox.editJson(key, members(call.json(), "fields")));
      case "move" -> json(sandbox.move(key, Bodies.required(call.json(), "project")));
      case "hide" -> done(() -> sandbox.hideIssue(key));
      case "show" -> done(() -> sandbox.showIssue(key));
      case "archive" -> done(() -> sandbox.archive(key));
      case "restore" -> done(() -> sandbox.restore(key));
      default -> null;
    };
  }

  private @Nullable Answer permission(String key, String what) {
    return switch (what) {
      case "hide" -> done(() -> sandbox.hideProject(key));
      case "show" -> done(() -> sandbox.showProject(key));
      default -> null;
    };
  }

  private Answer setClock(JsonNode body) {
    String moment = Json.text(body, "set");
    Long by = Json.whole(body, "advanceMs");
    if (moment != null) {
      sandbox.clock().set(Instant.parse(moment));
    } else if (by != null) {
      sandbox.clock().advance(Duration.ofMillis(by));
    } else {
      sandbox.clock().run();
    }
    if (body.has("wholeSeconds")) {
      sandbox.wholeSeconds(body.path("wholeSeconds").asBoolean(false));
    }
    return clock();
  }

  private Answer clock() {
    return Answer.json(Json.object().put("now", sandbox.clock().instant().toString()));
  }

  private Answer index(JsonNode body) {
    Duration lag = Duration.ofMillis(Bodies.number(body, "lagMs", 0));
    Long seed = Json.whole(body, "seed");
    return done(() -> {
      if (seed == null) {
        sandbox.indexLag(lag);
      } else {
        sandbox.indexLag(lag, seed);
      }
    });
  }

  private static long sprint(String id) {
    if (!id.matches("\\d{1,18}")) {
      throw new BadCall("A sprint's id is a number.");
    }
    return Long.parseLong(id);
  }

  private static Map<String, JsonNode> members(JsonNode body, String name) {
    JsonNode fields = body.get(name);
    if (fields == null || !fields.isObject()) {
      throw new BadCall("Give the new values as {\"" + name + "\": {...}}.");
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    fields.properties().forEach(member -> values.put(member.getKey(), member.getValue()));
    return values;
  }

  private static String project(Call call) {
    String project = call.parameter("project");
    return project == null ? "" : project;
  }

  private static Answer json(Object value) {
    return Answer.json(Json.MAPPER.valueToTree(value));
  }

  private static Answer done(Runnable doing) {
    doing.run();
    return Answer.empty(204);
  }
}
