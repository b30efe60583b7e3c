package io.issuestream.jira;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One page of Cloud's bulk changelogs, its histories cut out byte for byte.
 *
 * @param histories by issue id; an issue's histories may go on in the next page
 * @param token {@code nextPageToken}; null on the last page
 */
record ChangelogAnswer(Map<Long, List<byte[]>> histories, @Nullable String token) {

  static ChangelogAnswer cut(JiraAnswer answer) {
    byte[] json = answer.body();
    Map<Long, List<byte[]>> histories = null;
    String token = null;
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw answer.unreadable("it is not a page of changelogs", null);
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("issueChangeLogs") && value == JsonToken.START_ARRAY) {
          histories = issues(parser, json);
        } else if (name.equals("nextPageToken") && value == JsonToken.VALUE_STRING) {
          token = parser.getString();
        } else {
          parser.skipChildren();
        }
      }
    } catch (JacksonException e) {
      throw answer.unreadable("its JSON is torn", e);
    }
    if (histories == null) {
      throw answer.unreadable("it holds no list of changelogs", null);
    }
    return new ChangelogAnswer(histories, token == null || token.isEmpty() ? null : token);
  }

  private static Map<Long, List<byte[]>> issues(JsonParser parser, byte[] json) {
    Map<Long, List<byte[]>> found = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        issue(parser, json, found);
      } else {
        parser.skipChildren();
      }
    }
    return found;
  }

  private static void issue(JsonParser parser, byte[] json, Map<Long, List<byte[]>> found) {
    Long id = null;
    List<byte[]> histories = List.of();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("issueId") && value.isScalarValue()) {
        id = Json.wholeNumber(parser.getString());
      } else if (name.equals("changeHistories") && value == JsonToken.START_ARRAY) {
        histories = JsonSlices.elements(parser, json);
      } else {
        parser.skipChildren();
      }
    }
    if (id != null) {
      found.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(histories);
    }
  }

  /** The pages of a walk put together. */
  static final class Collected {

    private final Map<Long, List<byte[]>> histories = new LinkedHashMap<>();

    void add(ChangelogAnswer page) {
      page.histories()
          .forEach(
              (id, more) -> histories.computeIfAbsent(id, _ -> new ArrayList<>()).addAll(more));
    }

    Map<Long, RawChangelog> whole() {
      Map<Long, RawChangelog> changelogs = new LinkedHashMap<>();
      histories.forEach((id, all) -> changelogs.put(id, RawChangelog.whole(all)));
      return changelogs;
    }
  }
}
