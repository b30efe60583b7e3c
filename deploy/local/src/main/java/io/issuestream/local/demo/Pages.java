package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads lists that the API gives in parts. */
public final class Pages {
  private static final int LARGEST = 200;

  private Pages() {}

  /**
   * Every item of a list.
   *
   * @param path with its query, if it has one; without {@code limit} and {@code after}
   */
  public static List<JsonNode> all(Api api, String path) {
    List<JsonNode> items = new ArrayList<>();
    String first = path + (path.contains("?") ? "&" : "?") + "limit=" + LARGEST;
    String next = "";
    do {
      JsonNode page = api.get(next.isEmpty() ? first : first + "&after=" + encode(next));
      page.path("items").forEach(items::add);
      next = page.path("next").asString("");
    } while (!next.isEmpty());
    return items;
  }

  /** A value as it may stand in a query. */
  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
