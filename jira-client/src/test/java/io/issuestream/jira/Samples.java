package io.issuestream.jira;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small hand-written issues, and a site whose fields they use. */
final class Samples {

  static final String SPRINT = "customfield_10020";
  static final String EPIC_LINK = "customfield_10014";
  static final String ESTIMATE = "customfield_10016";
  static final String POINTS = "customfield_10036";

  static final FieldCatalogue SITE =
      FieldCatalogue.of(
          List.of(
              new JiraField("summary", "Summary", false, "string", null),
              custom(SPRINT, "Sprint", "array", "com.pyxis.greenhopper.jira:gh-sprint"),
              custom(EPIC_LINK, "Epic Link", "any", "com.pyxis.greenhopper.jira:gh-epic-link"),
              custom(POINTS, "Story Points", "number", number()),
              custom(
                  ESTIMATE,
                  "Story point estimate",
                  "number",
                  "com.pyxis.greenhopper.jira:jsw-story-points"),
              custom("customfield_10099", "Budget", "number", number())));

  private Samples() {}

  static IssueDocument document(String json) {
    return new IssueDocument(json.getBytes(StandardCharsets.UTF_8));
  }

  /** An issue with the least it must have, and these fields. */
  static String issue(String fields) {
    return """
    {"id":"10001","key":"ALOY-7","fields":{"created":"2024-01-01T10:00:00.000+0000",\
    "updated":"2024-01-02T10:00:00.000+0000"%s}}\
    """
        .formatted(fields.isEmpty() ? "" : "," + fields);
  }

  static JiraIssue read(String fields) {
    return readJson(issue(fields));
  }

  static JiraIssue readJson(String json) {
    try {
      return new IssueReader(SITE).read(document(json));
    } catch (UnreadableIssue e) {
      throw new AssertionError(e);
    }
  }

  static JiraField custom(String id, String name, String type, String schema) {
    return new JiraField(id, name, true, type, schema);
  }

  private static String number() {
    return "com.atlassian.jira.plugin.system.customfieldtypes:float";
  }
}
