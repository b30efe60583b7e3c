package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.Account;
import io.issuestream.sandbox.data.Accounts;
import io.issuestream.sandbox.data.JiraTime;
import io.issuestream.sandbox.data.Project;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Projects, people and the server itself. */
final class DirectoryEndpoints {
  private static final int MOST_PROJECTS = 100;
  private static final int MOST_USERS = 1000;
  private static final int MOST_FOUND_USERS = 100;
  private static final int USER_POINTS = 2;

  private final JiraContext jira;

  DirectoryEndpoints(JiraContext jira) {
    this.jira = jira;
  }

  /** Cloud's {@code /project/search}: at most 100 a page, and 404 when nothing matches. */
  Answer projectSearch(Call call) {
    String query = call.parameter("query");
    List<String> keys = call.list("keys");
    List<Project> matching =
        projects().stream()
            .filter(p -> keys.isEmpty() || keys.contains(p.key()))
            .filter(p -> query == null || contains(p.key(), query) || contains(p.name(), query))
            .toList();
    if (matching.isEmpty()) {
      return JiraAnswers.error(404, "No projects found matching the query.");
    }
    int size = Math.clamp(call.number("maxResults", 50), 1, MOST_PROJECTS);
    int start = Math.max(0, call.number("startAt", 0));
    int end = Math.min(matching.size(), start + size);
    Rendering as = jira.platform(Surface.CLOUD);
    JsonBytes out = new JsonBytes();
    String link = "/rest/api/3/project/search?maxResults=" + size + "&startAt=";
    out.ascii("{\"self\":\"").escaped(as.baseUrl()).ascii(link).number(start).raw('"');
    if (end < matching.size()) {
      out.ascii(",\"nextPage\":\"").escaped(as.baseUrl()).ascii(link).number(end).raw('"');
    }
    out.ascii(",\"maxResults\":").number(size).ascii(",\"startAt\":").number(start);
    out.ascii(",\"total\":").number(matching.size());
    out.ascii(",\"isLast\":")
        .ascii(end >= matching.size() ? "true" : "false")
        .ascii(",\"values\":");
    list(matching.subList(Math.min(start, end), end), as, out);
    return Answer.json(out.raw('}')).costing(Math.max(0, end - start));
  }

  /** Data Center's {@code /project}: all of them, unpaged. */
  Answer allProjects(Rendering as) {
    JsonBytes out = new JsonBytes();
    list(projects(), as, out);
    return Answer.json(out);
  }

  /** {@code /project/{idOrKey}}. */
  Answer project(String idOrKey, Rendering as) {
    for (Project project : projects()) {
      if (project.key().equals(idOrKey) || String.valueOf(project.id()).equals(idOrKey)) {
        JsonBytes out = new JsonBytes();
        project.write(as, out);
        return Answer.json(out).costing(1);
      }
    }
    return JiraAnswers.error(404, "No project could be found with key '" + idOrKey + "'.");
  }

  /** Cloud's {@code /users/search}: everybody, inactive people and apps included. */
  Answer allUsers(Call call) {
    return users(
        withSelf(jira.data().accounts().all()), call, MOST_USERS, jira.platform(Surface.CLOUD));
  }

  /**
   * Cloud's {@code /user/search}: by name or e-mail; a hidden e-mail is found and still not shown.
   */
  Answer findUsers(Call call) {
    String query = call.parameter("query");
    if (query == null || query.isBlank()) {
      return JiraAnswers.error(
          400, "One of the parameters query, username, accountId or property is required.");
    }
    List<Account> matching =
        withSelf(jira.data().accounts().all()).stream()
            .filter(a -> Accounts.matches(a, query))
            .toList();
    return users(matching, call, MOST_USERS, jira.platform(Surface.CLOUD));
  }

  /**
   * Data Center's {@code /user/search}: {@code username} is required, {@code .} finds all, inactive
   * ones on request.
   */
  Answer findServerUsers(Call call, Caller caller) {
    if (caller.anonymous()) {
      return JiraAnswers.error(
          401, "You are not authenticated. Authentication required to perform this operation.");
    }
    String query = call.parameter("username");
    if (query == null) {
      return JiraAnswers.error(400, "The username query parameter was not provided.");
    }
    boolean inactive = "true".equals(call.parameter("includeInactive"));
    boolean active = !"false".equals(call.parameter("includeActive"));
    List<Account> matching =
        withSelf(jira.data().accounts().allByName()).stream()
            .filter(a -> a.active() ? active : inactive)
            .filter(a -> query.equals(".") || Accounts.matches(a, query))
            .toList();
    return users(matching, call, MOST_FOUND_USERS, jira.platform(Surface.DATA_CENTER));
  }

  /** {@code /myself}. */
  Answer myself(Caller caller, Rendering as) {
    if (caller.anonymous()) {
      return JiraAnswers.unauthenticated();
    }
    JsonBytes out = new JsonBytes();
    Accounts.write(jira.self(), as, out);
    return Answer.json(out).costing(USER_POINTS);
  }

  /** {@code /serverInfo}. */
  Answer serverInfo(Rendering as) {
    boolean cloud = as.surface() == Surface.CLOUD;
    String address = jira.siteUrl() == null ? as.baseUrl() : jira.siteUrl();
    JsonBytes out = new JsonBytes().ascii("{\"baseUrl\":").string(address);
    out.ascii(
        cloud
            ? ",\"version\":\"1001.0.0-SNAPSHOT\",\"versionNumbers\":[1001,0,0]"
            : ",\"version\":\"10.3.24\",\"versionNumbers\":[10,3,24]");
    out.ascii(
        cloud
            ? ",\"deploymentType\":\"Cloud\",\"buildNumber\":100285"
            : ",\"deploymentType\":\"Server\",\"buildNumber\":10030024");
    out.ascii(",\"buildDate\":\"2026-05-04T00:00:00.000+0000\",\"serverTime\":");
    out.string(JiraTime.text(jira.now().toEpochMilli())).ascii(",\"scmInfo\":\"sandbox\"");
    out.ascii(",\"serverTitle\":\"Jira sandbox\",\"serverTimeZone\":")
        .string(cloud ? jira.zone().getId() : "Etc/UTC");
    return Answer.json(out.raw('}'));
  }

  private List<Project> projects() {
    return jira.data().visibleProjects();
  }

  private List<Account> withSelf(List<Account> accounts) {
    List<Account> all = new ArrayList<>(accounts.size() + 1);
    Account self = jira.self();
    all.add(self);
    accounts.stream()
        .filter(account -> !account.accountId().equals(self.accountId()))
        .forEach(all::add);
    return all;
  }

  private static Answer users(List<Account> accounts, Call call, int most, Rendering as) {
    int size = Math.clamp(call.number("maxResults", 50), 0, most);
    int start = Math.clamp(call.number("startAt", 0), 0, accounts.size());
    int end = Math.min(accounts.size(), start + size);
    JsonBytes out = new JsonBytes(200 * (end - start) + 2).raw('[');
    for (int i = start; i < end; i++) {
      if (i > start) {
        out.raw(',');
      }
      Accounts.write(accounts.get(i), as, out);
    }
    return Answer.json(out.raw(']')).costing(USER_POINTS * (end - start));
  }

  private static void list(List<Project> projects, Rendering as, JsonBytes out) {
    out.raw('[');
    for (int i = 0; i < projects.size(); i++) {
      if (i > 0) {
        out.raw(',');
      }
      projects.get(i).write(as, out);
    }
    out.raw(']');
  }

  private static boolean contains(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
