package io.issuestream.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small hand-written raw issues, for what must be tested wherever the module is built. */
public final class Samples {
  /**
   * Server shape: sprint strings, users with key and name, no accountId, estimate in
   * customfield_10002.
   */
  public static final String SERVER_ISSUE =
      """
      {"id":"101","self":"https://jira.example.com/rest/api/2/issue/101","key":"ABC-1","fields":{
       "summary":"Über alles \\"quoted\\"","description":"First line\\r\\nSecond\\n\\nThird \\\\n not a break",
       "issuetype":{"self":"https://jira.example.com/rest/api/2/issuetype/1","id":"1","name":"Story","subtask":false},
       "project":{"self":"https://jira.example.com/rest/api/2/project/900","id":"900","key":"ABC","name":"Alphabet"},
       "status":{"self":"https://jira.example.com/rest/api/2/status/3","id":"3","name":"In Progress",
         "statusCategory":{"id":4,"key":"indeterminate","name":"In Progress"}},
       "assignee":{"name":"jo@example.com","key":"JIRAUSER7","displayName":"Jo Doe","active":false},
       "creator":{"name":"kim","key":"kim","displayName":"Kim Roe","emailAddress":"kim@example.com","active":true},
       "customfield_10002":3.0,
       "customfield_10999":["com.atlassian.greenhopper.service.sprint.Sprint@1f[id=11,rapidViewId=7,state=CLOSED,name=A, b=[c] S1,goal=x,state=y,startDate=2026-01-05T10:00:00.000-05:00,endDate=2026-01-19T10:00:00.000-05:00,completeDate=2026-01-19T09:00:00.000-05:00,sequence=11]",
         "com.atlassian.greenhopper.service.sprint.Sprint@2f[id=12,rapidViewId=7,state=ACTIVE,name=S2,goal=<null>,startDate=2026-01-19T10:00:00.000-05:00,endDate=2026-02-02T10:00:00.000-05:00,completeDate=<null>,sequence=12]"],
       "created":"2026-01-02T03:04:05.000+0000","updated":"2026-01-20T15:30:00.000+0000","resolutiondate":null},
       "changelog":{"startAt":0,"maxResults":2,"total":2,"histories":[
        {"id":"1","author":{"name":"kim","key":"kim","displayName":"Kim Roe","active":true},"created":"2026-01-03T00:00:00.000+0000",
         "items":[{"field":"assignee","fieldtype":"jira","from":null,"fromString":null,"to":"JIRAUSER7","toString":"Jo Doe"}]},
        {"id":"2","author":{"name":"kim","key":"kim","displayName":"Kim Roe","active":true},"created":"2026-01-04T00:00:00.000+0000",
         "items":[{"field":"Story Points","fieldtype":"custom","from":null,"fromString":null,"to":null,"toString":"3"},
          {"field":"Sprint","fieldtype":"custom","from":"","fromString":"","to":"11","toString":"S1"}]}]}}
      """
          .replace("\n", "");

  /**
   * Cloud shape: sprint objects, accountIds, a document as description, estimate in
   * customfield_10016.
   */
  public static final String CLOUD_ISSUE =
      """
      {"id":"205","self":"https://x.atlassian.net/rest/api/3/issue/205","key":"ABC-2","fields":{
       "summary":"From the cloud","description":{"type":"doc","version":1,"content":[{"type":"paragraph","content":[{"type":"text","text":"Hello"}]}]},
       "issuetype":{"id":"1","name":"Story","subtask":false},
       "project":{"id":"900","key":"ABC","name":"Alphabet"},
       "status":{"id":"5","name":"Done","statusCategory":{"id":3,"key":"done","name":"Done"}},
       "assignee":{"accountId":"5f:1","displayName":"Ada Quist","active":true,"accountType":"atlassian"},
       "customfield_10016":5,
       "customfield_10020":[{"id":12,"name":"S2","state":"active","boardId":7,"goal":"","startDate":"2026-01-19T15:00:00.000Z","endDate":"2026-02-02T15:00:00.000Z"}],
       "created":"2026-01-05T03:04:05.000+0000","updated":"2026-01-21T10:00:00.000+0000","resolutiondate":"2026-01-21T10:00:00.000+0000"}}
      """
          .replace("\n", "");

  /** Agile shape: sprint and closedSprints members; no priority, no summary, no reporter. */
  public static final String AGILE_ISSUE =
      """
      {"id":"150","key":"XYZ-9","fields":{
       "issuetype":{"id":"1","name":"Bug","subtask":false},"project":{"id":"901","key":"XYZ","name":"The End"},
       "status":{"id":"1","name":"Open","statusCategory":{"id":2,"key":"new","name":"To Do"}},
       "assignee":null,"flagged":true,"epic":{"id":4,"key":"XYZ-1","name":"Big","done":false},
       "sprint":{"id":31,"state":"future","name":"Later","originBoardId":8},
       "closedSprints":[{"id":30,"state":"closed","name":"Then","startDate":"2025-12-01T00:00:00.000Z","endDate":"2025-12-15T00:00:00.000Z","completeDate":"2025-12-15T01:00:00.000Z","originBoardId":8}],
       "created":"2025-11-01T00:00:00.000+0000","updated":"2025-12-16T00:00:00.000+0000"}}
      """
          .replace("\n", "");

  private Samples() {}

  /** A directory holding the three samples in one file. */
  public static Path directory(Path parent) {
    return file(parent, "issues.jsonl", List.of(SERVER_ISSUE, CLOUD_ISSUE, AGILE_ISSUE));
  }

  /** Writes lines to a file and gives its directory. */
  public static Path file(Path parent, String name, List<String> lines) {
    try {
      Files.write(parent.resolve(name), lines);
      return parent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
