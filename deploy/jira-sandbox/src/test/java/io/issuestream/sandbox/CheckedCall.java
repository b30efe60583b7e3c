package io.issuestream.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request that a client makes, and what it needs of the answer whatever the specification leaves
 * optional.
 *
 * @param document file of the specification
 * @param template the path as the specification writes it
 * @param url path and query below the surface's base URL
 * @param body what is posted, empty for a GET
 * @param required paths of the members needed, with a star for every element of a list
 */
record CheckedCall(
    String document, String template, String url, String body, List<String> required) {
  static final String PLATFORM = "jira-cloud-platform-v3.json";
  static final String SOFTWARE = "jira-software-cloud-2022-07.json";
  static final String DATA_CENTER = "jira-data-center-10.3.json";

  private static final List<String> HISTORY = List.of("id", "created", "author", "items/*/field");
  private static final List<String> FIELDS =
      List.of(
          "summary",
          "issuetype/id",
          "issuetype/name",
          "issuetype/subtask",
          "status/id",
          "status/name",
          "status/statusCategory/key",
          "project/id",
          "project/key",
          "assignee",
          "reporter",
          "priority/name",
          "labels",
          "created",
          "updated",
          "resolutiondate",
          "customfield_10020");
  private static final String WANTED =
      "summary,issuetype,status,project,assignee,reporter,priority,labels,created,updated,"
          + "resolutiondate,customfield_10020,customfield_10016,customfield_10002";
  private static final String LISTED = WANTED.replace(",", "\",\"");

  boolean cloud() {
    return !document.equals(DATA_CENTER);
  }

  String method() {
    return body.isEmpty() ? "get" : "post";
  }

  @Override
  public String toString() {
    return (cloud() ? "Cloud " : "Data Center ") + method() + " " + template;
  }

  /** All of them, about an issue, a board and a sprint that are there. */
  static List<CheckedCall> all(String key, long issue, long board, long sprint) {
    List<CheckedCall> calls = new ArrayList<>(cloud(key, issue));
    calls.addAll(dataCenter(key));
    calls.addAll(agile(SOFTWARE, "/rest/agile/1.0", board, sprint));
    calls.addAll(agile(DATA_CENTER, "/agile/1.0", board, sprint));
    return calls;
  }

  private static List<CheckedCall> cloud(String key, long issue) {
    return List.of(
        platform("/myself", "", "", "accountId", "displayName", "emailAddress", "timeZone"),
        platform("/serverInfo", "", "", server()),
        platform("/field", "", "", "*/id", "*/name", "*/custom"),
        platform("/status", "", "", status()),
        platform(
            "/project/search",
            "?maxResults=100",
            "",
            "isLast",
            "total",
            "startAt",
            "values/*/id",
            "values/*/key",
            "values/*/name"),
        platform("/users/search", "?maxResults=1000", "", cloudUser()),
        platform("/user/search", "?query=admin", "", cloudUser()),
        post(
            "/search/jql",
            "{\"jql\":\"id > 1\",\"maxResults\":50,\"fields\":[\""
                + LISTED
                + "\"],\"expand\":\"changelog\"}",
            searched("issues/*/")),
        post("/search/approximate-count", "{\"jql\":\"id > 1\"}", List.of("count")),
        post(
            "/issue/bulkfetch",
            "{\"issueIdsOrKeys\":[\"" + key + "\",\"NO-1\"],\"fields\":[\"" + LISTED + "\"]}",
            with(searched("issues/*/"), "issueErrors")),
        post(
            "/changelog/bulkfetch",
            "{\"issueIdsOrKeys\":[\"" + issue + "\"]}",
            with(
                under("issueChangeLogs/*/changeHistories/*/", HISTORY),
                "issueChangeLogs/*/issueId")),
        new CheckedCall(
            PLATFORM,
            "/rest/api/3/issue/{issueIdOrKey}/changelog",
            "/rest/api/3/issue/" + key + "/changelog",
            "",
            with(under("values/*/", HISTORY), "total", "isLast", "startAt", "maxResults")),
        new CheckedCall(
            PLATFORM,
            "/rest/api/3/issue/{issueIdOrKey}",
            "/rest/api/3/issue/" + key + "?expand=changelog",
            "",
            with(
                searched(""),
                "changelog/total",
                "changelog/histories/*/id",
                "changelog/histories/*/items/*/field")),
        new CheckedCall(
            PLATFORM,
            "/rest/api/3/project/{projectIdOrKey}",
            "/rest/api/3/project/" + key.substring(0, key.indexOf('-')),
            "",
            List.of("id", "key", "name")));
  }

  private static List<CheckedCall> dataCenter(String key) {
    String all = "?jql=id+%3E+1&maxResults=50&expand=changelog&fields=" + WANTED;
    return List.of(
        server("/myself", "", "", "key", "name", "displayName", "timeZone"),
        server("/serverInfo", "", "", server()),
        server("/field", "", "", "*/id", "*/name", "*/custom"),
        server("/status", "", "", status()),
        server("/project", "", "", "*/id", "*/key", "*/name"),
        server("/user/search", "?username=.", "", "*/key", "*/name", "*/displayName", "*/active"),
        new CheckedCall(
            DATA_CENTER,
            "/api/2/search",
            "/rest/api/2/search" + all,
            "",
            with(
                searched("issues/*/"),
                "total",
                "startAt",
                "maxResults",
                "issues/*/changelog/total",
                "issues/*/changelog/histories")),
        new CheckedCall(
            DATA_CENTER,
            "/api/2/search",
            "/rest/api/2/search",
            "{\"jql\":\"id > 1\",\"maxResults\":0}",
            List.of("total", "issues")),
        new CheckedCall(
            DATA_CENTER,
            "/api/2/issue/{issueIdOrKey}",
            "/rest/api/2/issue/" + key + "?expand=changelog",
            "",
            with(searched(""), "changelog/histories/*/items/*/field")),
        new CheckedCall(
            DATA_CENTER,
            "/api/2/project/{projectIdOrKey}",
            "/rest/api/2/project/" + key.substring(0, key.indexOf('-')),
            "",
            List.of("id", "key", "name")));
  }

  private static List<CheckedCall> agile(String document, String base, long board, long sprint) {
    String at = "/rest/agile/1.0/board";
    List<String> page = List.of("isLast", "startAt", "maxResults");
    List<String> sprintNeeds = List.of("id", "name", "state", "originBoardId");
    return List.of(
        new CheckedCall(
            document,
            base + "/board",
            at,
            "",
            with(
                page,
                "values/*/id",
                "values/*/name",
                "values/*/type",
                "values/*/location/projectKey")),
        new CheckedCall(
            document,
            base + "/board/{boardId}/configuration",
            at + "/" + board + "/configuration",
            "",
            List.of("id", "name", "estimation/type", "estimation/field/fieldId")),
        new CheckedCall(
            document,
            base + "/board/{boardId}/sprint",
            at + "/" + board + "/sprint",
            "",
            with(under("values/*/", sprintNeeds), "isLast", "startAt", "maxResults")),
        new CheckedCall(
            document,
            base + "/sprint/{sprintId}",
            "/rest/agile/1.0/sprint/" + sprint,
            "",
            with(sprintNeeds, "startDate", "endDate")));
  }

  private static CheckedCall platform(String path, String query, String body, String... needs) {
    return new CheckedCall(
        PLATFORM, "/rest/api/3" + path, "/rest/api/3" + path + query, body, List.of(needs));
  }

  private static CheckedCall post(String path, String body, List<String> needs) {
    return new CheckedCall(PLATFORM, "/rest/api/3" + path, "/rest/api/3" + path, body, needs);
  }

  private static CheckedCall server(String path, String query, String body, String... needs) {
    return new CheckedCall(
        DATA_CENTER, "/api/2" + path, "/rest/api/2" + path + query, body, List.of(needs));
  }

  private static String[] server() {
    return new String[] {"baseUrl", "version", "deploymentType", "serverTime", "serverTitle"};
  }

  private static String[] status() {
    return new String[] {"*/id", "*/name", "*/statusCategory/key"};
  }

  private static String[] cloudUser() {
    return new String[] {"*/accountId", "*/accountType", "*/displayName", "*/active"};
  }

  private static List<String> searched(String prefix) {
    return Stream.concat(
            Stream.of(prefix + "id", prefix + "key", prefix + "self"),
            under(prefix + "fields/", FIELDS).stream())
        .toList();
  }

  private static List<String> under(String prefix, List<String> paths) {
    return paths.stream().map(path -> prefix + path).toList();
  }

  private static List<String> with(List<String> paths, String... more) {
    return Stream.concat(paths.stream(), Stream.of(more)).toList();
  }
}
