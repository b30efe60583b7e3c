package io.issuestream.jira;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Cuts a search answer into its issues. One pass of the streaming parser finds where each issue
 * begins and ends; no tree of the page is built, and the issues stay byte for byte as Jira wrote
 * them.
 *
 * @param issues the issues
 * @param token Cloud's {@code nextPageToken}; null on its last page and on Data Center
 * @param total Data Center's number of matches
 * @param unread ids of issues that a bulk fetch could not give: those of its {@code issueErrors},
 *     which Atlassian's specification says may be asked for again
 */
record SearchAnswer(
    List<IssueDocument> issues, @Nullable String token, OptionalLong total, Set<Long> unread) {

  static SearchAnswer cut(JiraAnswer answer) {
    byte[] json = answer.body();
    List<IssueDocument> issues = null;
    String token = null;
    OptionalLong total = OptionalLong.empty();
    Set<Long> unread = new HashSet<>();
    try (JsonParser parser = Json.parser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw answer.unreadable("it is not a page of issues", null);
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("issues") && value == JsonToken.START_ARRAY) {
          issues = JsonSlices.elements(parser, json).stream().map(IssueDocument::new).toList();
        } else if (name.equals("nextPageToken") && value == JsonToken.VALUE_STRING) {
          token = parser.getString();
        } else if (name.equals("total") && value == JsonToken.VALUE_NUMBER_INT) {
          total = OptionalLong.of(parser.getLongValue());
        } else if (name.equals("issueErrors") && value == JsonToken.START_ARRAY) {
          JsonSlices.elements(parser, json).stream()
              .map(IssueDocument::new)
              .forEach(error -> error.idHint().ifPresent(unread::add));
        } else {
          parser.skipChildren();
        }
      }
    } catch (JacksonException e) {
      throw answer.torn(e);
    }
    if (issues == null) {
      throw answer.unreadable("it holds no list of issues", null);
    }
    answer.counted(issues.size());
    return new SearchAnswer(issues, token == null || token.isEmpty() ? null : token, total, unread);
  }
}
