package io.issuestream.sandbox;

import io.issuestream.sandbox.http.BadCall;
import io.issuestream.sandbox.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the bodies of admin requests; what is wrong with one is told in a sentence. */
final class Bodies {
  private static final long MOST = 1_000_000_000;

  private Bodies() {}

  static String required(JsonNode body, String member) {
    String text = Json.text(body, member);
    if (text == null || text.isBlank()) {
      throw new BadCall("'" + member + "' is missing.");
    }
    return text;
  }

  static List<String> texts(JsonNode body, String member) {
    List<String> texts = new ArrayList<>();
    JsonNode value = body.get(member);
    if (value != null && value.isArray()) {
      value.forEach(each -> texts.add(each.asString("")));
    }
    return texts;
  }

  /** A whole number, or null where the member is absent. */
  static @Nullable Integer number(JsonNode body, String member) {
    JsonNode value = body.get(member);
    if (value == null || value.isNull()) {
      return null;
    }
    Long whole = Json.whole(body, member);
    if (whole == null || Math.abs(whole) > MOST) {
      throw new BadCall("'" + member + "' must be a whole number.");
    }
    return whole.intValue();
  }

  static int number(JsonNode body, String member, int fallback) {
    Integer number = number(body, member);
    return number == null ? fallback : number;
  }

  static Duration seconds(JsonNode body, String member, Duration fallback) {
    Integer number = number(body, member);
    return number == null ? fallback : Duration.ofSeconds(number);
  }
}
