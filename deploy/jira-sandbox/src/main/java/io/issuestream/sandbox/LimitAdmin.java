package io.issuestream.sandbox;

import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.admin.Trouble;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.BadCall;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.Json;
import io.issuestream.sandbox.limit.JiraLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The part of the admin API that is about faults, limits and how both were met. */
final class LimitAdmin {
  private final JiraSandbox sandbox;

  LimitAdmin(JiraSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Answers a request, or null where there is no such thing. */
  @Nullable Answer answer(Call call, List<String> path) {
    String area = path.isEmpty() ? "" : path.getFirst();
    return switch (call.method() + " " + area + "/" + path.size()) {
      case "GET faults/1" -> json(sandbox.faults());
      case "PUT faults/1" -> {
        sandbox.faults(faults(call.json()));
        yield json(sandbox.faults());
      }
      case "GET limits/1" -> limits(sandbox.limits());
      case "PUT limits/1" -> {
        sandbox.limits(limits(call.json()));
        yield limits(sandbox.limits());
      }
      case "GET use/1" -> json(sandbox.use());
      case "DELETE use/1" -> {
        sandbox.forgetUse();
        yield Answer.empty(204);
      }
      default -> null;
    };
  }

  private static Faults faults(JsonNode body) {
    JsonNode next = body.get("failNext");
    List<Trouble> troubles = new ArrayList<>();
    JsonNode given = body.get("troubles");
    if (given != null && given.isArray()) {
      given.forEach(each -> troubles.add(trouble(each)));
    }
    return new Faults(
        Math.max(0, Bodies.number(body, "latencyMs", 0)),
        Math.max(0, Bodies.number(body, "jitterMs", 0)),
        next != null && next.isObject() ? failNext(next) : null,
        troubles,
        Bodies.texts(body, "brokenIssues"));
  }

  private static Faults.FailNext failNext(JsonNode next) {
    Long status = Json.whole(next, "status");
    if (status == null || status < 200 || status > 599) {
      throw new BadCall("'failNext.status' must be an HTTP status.");
    }
    return new Faults.FailNext(
        status.intValue(),
        Bodies.number(next, "count", 1),
        Bodies.number(next, "retryAfterSeconds"),
        text(next, "pathContains"));
  }

  private static Trouble trouble(JsonNode given) {
    Long bytes = Json.whole(given, "bytes");
    return new Trouble(
        Trouble.Kind.valueOf(Bodies.required(given, "kind").toUpperCase(Locale.ROOT)),
        Bodies.number(given, "count", 1),
        Bodies.number(given, "every", 1),
        text(given, "pathContains"),
        Bodies.number(given, "status", 200),
        text(given, "reason"),
        Bodies.number(given, "retryAfterSeconds"),
        bytes == null ? 1 << 20 : bytes);
  }

  private JiraLimits limits(JsonNode body) {
    JsonNode bucket = body.path("bucket");
    return new JiraLimits(
        Bodies.number(body, "globalPoints"),
        Bodies.number(body, "tenantPoints"),
        Bodies.seconds(body, "windowSeconds", JiraLimits.NONE.window()),
        Bodies.number(body, "readsPerSecond"),
        Bodies.number(body, "writesPerSecond"),
        body.path("issueWrites").asBoolean(false),
        bucket.isObject()
            ? new JiraLimits.Bucket(
                Bodies.number(bucket, "capacity", 0),
                Bodies.number(bucket, "fillRate", 0),
                Bodies.number(bucket, "intervalSeconds", 1))
            : null);
  }

  private static Answer limits(JiraLimits limits) {
    return Answer.json(
        Json.object()
            .put("globalPoints", limits.globalPoints())
            .put("tenantPoints", limits.tenantPoints())
            .put("windowSeconds", limits.window().toSeconds())
            .put("readsPerSecond", limits.readsPerSecond())
            .put("writesPerSecond", limits.writesPerSecond())
            .put("issueWrites", limits.issueWrites())
            .set("bucket", Json.MAPPER.valueToTree(limits.bucket())));
  }

  private static String text(JsonNode body, String member) {
    String text = Json.text(body, member);
    return text == null ? "" : text;
  }

  private static Answer json(Object value) {
    return Answer.json(Json.MAPPER.valueToTree(value));
  }
}
