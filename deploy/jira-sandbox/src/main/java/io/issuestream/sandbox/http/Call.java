package io.issuestream.sandbox.http;

import io.issuestream.sandbox.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One request.
 *
 * @param method in upper case
 * @param path decoded, without the query
 * @param query decoded parameters, each with its values in order
 * @param headers finds a header by its name in any case, null where it is not sent
 * @param body the whole body, empty where there is none
 * @param arrivedAt when it arrived, by the machine's clock
 */
public record Call(
    String method,
    String path,
    Map<String, List<String>> query,
    Function<String, @Nullable String> headers,
    byte[] body,
    Instant arrivedAt) {

  /** A call without a body, for handlers asked in-process. */
  public static Call get(String path, Map<String, List<String>> query) {
    return new Call("GET", path, query, name -> null, new byte[0], Instant.now());
  }

  /** A header, or null. */
  public @Nullable String header(String name) {
    return headers.apply(name);
  }

  /** The Authorization header, or null. */
  public @Nullable String authorization() {
    return header("Authorization");
  }

  /** The token of a bearer login, or null. */
  public @Nullable String bearer() {
    String login = authorization();
    return login != null && login.regionMatches(true, 0, "Bearer ", 0, 7)
        ? login.substring(7).strip()
        : null;
  }

  /** The path's segments. */
  public List<String> segments() {
    return Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).toList();
  }

  /** The first value of a parameter, or null. */
  public @Nullable String parameter(String name) {
    List<String> values = query.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  /** All values of a parameter, those separated by commas taken apart. */
  public List<String> list(String name) {
    List<String> all = new ArrayList<>();
    for (String value : query.getOrDefault(name, List.of())) {
      all.addAll(List.of(value.split(",")));
    }
    return all;
  }

  /** A whole number parameter, or the fallback where it is absent. */
  public int number(String name, int fallback) {
    String value = parameter(name);
    if (value == null || value.isBlank()) {
      return fallback;
    }
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new BadCall("The value '%s' of '%s' is not a whole number.".formatted(value, name));
    }
  }

  /** The body as a JSON object. */
  public JsonNode json() {
    try {
      JsonNode read = body.length == 0 ? Json.object() : Json.MAPPER.readTree(body);
      if (read.isObject()) {
        return read;
      }
    } catch (JacksonException e) {
      throw new BadCall("The body is not JSON: " + e.getOriginalMessage());
    }
    throw new BadCall("The body must be a JSON object.");
  }
}
