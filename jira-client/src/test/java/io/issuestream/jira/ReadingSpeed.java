package io.issuestream.jira;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures, when run by hand, the CPU time that cutting a page and reading its issues cost: 100
 * issues of about 6 KB with 10 histories and 2 sprints each. Not a test: times differ from machine
 * to machine.
 */
final class ReadingSpeed {

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 300;

  private static final String PERSON =
      """
      {"self":"https://x.example.com/rest/api/3/user?accountId=5b10a2844c20165700ede21g",\
      "accountId":"5b10a2844c20165700ede21g","displayName":"Somebody Else","active":true,\
      "timeZone":"Europe/Berlin","accountType":"atlassian"}\
      """;
  private static final String CLOUD_SPRINT =
      """
      {"id":%d,"name":"Sprint 1","state":"closed","boardId":3,"goal":"Ship",\
      "startDate":"2026-07-29T16:00:35.925Z","endDate":"2026-08-12T16:00:00.000Z",\
      "completeDate":"2026-08-12T16:00:35.925Z"}\
      """;
  private static final String SERVER_SPRINT =
      """
      "com.atlassian.greenhopper.service.sprint.Sprint@be7f5f[id=%d,rapidViewId=52,state=CLOSED,\
      name=Sprint 1,goal=Ship,startDate=2016-04-25T10:44:22.273-05:00,\
      endDate=2016-05-09T10:44:00.000-05:00,completeDate=2016-05-09T10:48:04.212-05:00,\
      activatedDate=2016-04-25T10:44:22.273-05:00,sequence=82,autoStartStop=false,synced=false]\"\
      """;

  private ReadingSpeed() {}

  /** Prints microseconds per issue, series by series until they settle. */
  public static void main(String[] args) throws UnreadableIssue {
    measure("Cloud", page(CLOUD_SPRINT));
    measure("Data Center", page(SERVER_SPRINT));
  }

  private static void measure(String kind, byte[] page) throws UnreadableIssue {
    IssueReader reader = new IssueReader(Samples.SITE);
    System.out.printf(Locale.ROOT, "%s, %d bytes an issue%n", kind, page.length / 100);
    for (int series = 0; series < 8; series++) {
      long cutting = 0;
      long reading = 0;
      long found = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long start = CLOCK.getCurrentThreadCpuTime();
        SearchAnswer answer = SearchAnswer.cut(new JiraAnswer("/search", page, null));
        long cut = CLOCK.getCurrentThreadCpuTime();
        for (IssueDocument document : answer.issues()) {
          JiraIssue issue = reader.read(document);
          found += issue.changelog().changes().size() + issue.sprints().size();
        }
        cutting += cut - start;
        reading += CLOCK.getCurrentThreadCpuTime() - cut;
      }
      double issues = ROUNDS * 100 * 1e3;
      System.out.printf(
          Locale.ROOT,
          "cut %.2f us, read %.2f us an issue (%d changes and sprints)%n",
          cutting / issues,
          reading / issues,
          found);
    }
  }

  private static byte[] page(String sprint) {
    String histories =
        IntStream.range(0, 10)
            .mapToObj(h -> history(9000 + h, PERSON, h + 1))
            .collect(Collectors.joining(","));
    String text = "Words of a description. ".repeat(45);
    return IntStream.range(0, 100)
        .mapToObj(n ->
            issue(10000 + n, PERSON, sprint.formatted(7), sprint.formatted(8), text, histories))
        .collect(Collectors.joining(",", "{\"issues\":[", "],\"isLast\":true}"))
        .getBytes(UTF_8);
  }

  private static String history(int id, String author, int day) {
    return """
    {"id":"%d","author":%s,"created":"2024-01-%02dT10:00:00.000+0000","items":[{"field":"status",\
    "fieldtype":"jira","fieldId":"status","from":"1","fromString":"Open","to":"3",\
    "toString":"In Progress"}]}\
    """
        .formatted(id, author, day);
  }

  private static String issue(
      int id, String person, String one, String two, String text, String histories) {
    return """
    {"expand":"operations","id":"%1$d","self":"https://x.example.com/rest/api/3/issue/%1$d",\
    "key":"ALOY-%1$d","fields":{"summary":"A title of the usual length for an issue",\
    "issuetype":{"id":"1","name":"Bug","subtask":false},"project":{"id":"11113","key":"ALOY",\
    "name":"Alloy"},"status":{"id":"3","name":"In Progress","statusCategory":{"id":4,\
    "key":"indeterminate","name":"In Progress"}},"assignee":%2$s,"reporter":%2$s,\
    "priority":{"id":"3","name":"Medium"},"labels":["one","two"],"customfield_10016":5.0,\
    "customfield_10020":[%3$s,%4$s],"description":"%5$s","created":"2024-01-01T10:00:00.000+0000",\
    "updated":"2024-01-02T10:00:00.000+0000"},"changelog":{"total":10,"histories":[%6$s]}}\
    """
        .formatted(id, person, one, two, text, histories);
  }
}
