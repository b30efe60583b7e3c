package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.BadCall;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.jql.Query;
import io.issuestream.sandbox.jql.QueryRejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads a request on one surface to what answers it. */
public final class JiraSurface {
  private final Surface surface;
  private final Login login;

  /** For one surface. */
  public JiraSurface(Surface surface, Login login) {
    this.surface = surface;
    this.login = login;
  }

  /**
   * Answers a request.
   *
   * @param path the path's segments after the surface's own
   */
  public Answer answer(Call call, List<String> path, JiraContext jira) {
    Caller caller = login.caller(surface, call.authorization());
    if (caller == null) {
      return named(JiraAnswers.unauthenticated(), null);
    }
    return named(admitted(call, path, caller, jira), caller);
  }

  /** Answers a request of a caller whose credentials were checked before. */
  public Answer admitted(Call call, List<String> path, JiraContext jira) {
    return admitted(call, path, new Caller(false), jira);
  }

  private Answer admitted(Call call, List<String> path, Caller caller, JiraContext jira) {
    try {
      return routed(call, path, caller, jira);
    } catch (QueryRejected e) {
      return JiraAnswers.error(400, e.reason());
    } catch (BadCall e) {
      return JiraAnswers.error(400, String.valueOf(e.getMessage()));
    }
  }

  /** Data Center tells with every answer whom it took the caller for. */
  private Answer named(Answer answer, @Nullable Caller caller) {
    if (surface == Surface.CLOUD) {
      return answer;
    }
    return answer.with("X-AUSERNAME", caller == null || caller.anonymous() ? "anonymous" : "admin");
  }

  private Answer routed(Call call, List<String> path, Caller caller, JiraContext jira) {
    if (path.size() < 4 || !path.get(0).equals("rest")) {
      return JiraAnswers.unknownPath();
    }
    String area = path.get(1) + "/" + path.get(2);
    List<String> rest = path.subList(3, path.size());
    if (area.equals("agile/1.0")) {
      return call.method().equals("GET") ? agile(call, rest, jira) : JiraAnswers.wrongMethod();
    }
    if (surface == Surface.CLOUD) {
      return switch (area) {
        case "api/3" -> cloud(call, rest, caller, jira);
        case "api/2" ->
            rest.getFirst().equals("search") ? CloudSearch.gone() : JiraAnswers.unknownPath();
        default -> JiraAnswers.unknownPath();
      };
    }
    return area.equals("api/2") || area.equals("api/latest")
        ? dataCenter(call, rest, caller, jira)
        : JiraAnswers.unknownPath();
  }

  private static Answer cloud(Call call, List<String> path, Caller caller, JiraContext jira) {
    String route = call.method() + " " + route(path);
    return switch (route) {
      case "GET search", "POST search" -> CloudSearch.gone();
      case "GET search/jql", "POST search/jql" -> new CloudSearch(jira).search(call);
      case "POST search/approximate-count" -> new CloudSearch(jira).approximateCount(call);
      case "GET project/search" -> new DirectoryEndpoints(jira).projectSearch(call);
      case "GET users/search", "GET users" -> new DirectoryEndpoints(jira).allUsers(call);
      case "GET user/search" -> new DirectoryEndpoints(jira).findUsers(call);
      case "POST issue/bulkfetch" -> new IssueEndpoints(jira).bulkFetch(call);
      case "POST changelog/bulkfetch" -> new ChangelogEndpoints(jira).ofMany(call);
      case "GET issue/*/changelog" -> new ChangelogEndpoints(jira).ofIssue(call, path.get(1));
      default -> common(call, route, path, caller, jira.platform(Surface.CLOUD), jira);
    };
  }

  private static Answer dataCenter(Call call, List<String> path, Caller caller, JiraContext jira) {
    String route = call.method() + " " + route(path);
    Rendering as = jira.platform(Surface.DATA_CENTER);
    return switch (route) {
      case "GET search", "POST search" -> {
        SearchRequest request = SearchRequest.of(call);
        yield IssuePages.byOffset(request, Query.parse(request.jql()), as, jira);
      }
      case "GET project" -> new DirectoryEndpoints(jira).allProjects(as);
      case "GET user/search" -> new DirectoryEndpoints(jira).findServerUsers(call, caller);
      default -> common(call, route, path, caller, as, jira);
    };
  }

  private static Answer common(
      Call call, String route, List<String> path, Caller caller, Rendering as, JiraContext jira) {
    return switch (route) {
      case "GET myself" -> new DirectoryEndpoints(jira).myself(caller, as);
      case "GET serverInfo" -> new DirectoryEndpoints(jira).serverInfo(as);
      case "GET field" -> new FieldEndpoints(jira).fields(as.surface());
      case "GET status" -> new FieldEndpoints(jira).statuses(as.surface());
      case "GET issue/*" -> new IssueEndpoints(jira).one(call, path.get(1), as);
      case "GET project/*" -> new DirectoryEndpoints(jira).project(path.get(1), as);
      default -> JiraAnswers.unknownPath();
    };
  }

  private Answer agile(Call call, List<String> path, JiraContext jira) {
    AgileEndpoints agile = new AgileEndpoints(jira, surface);
    return switch (route(path)) {
      case "board" -> agile.boards(call);
      case "board/*" -> agile.board(path.get(1));
      case "board/*/configuration" -> agile.configuration(path.get(1));
      case "board/*/sprint" -> agile.sprints(call, path.get(1));
      case "board/*/issue" -> agile.issues(call, false, path.get(1));
      case "sprint/*" -> agile.sprint(path.get(1));
      case "sprint/*/issue" -> agile.issues(call, true, path.get(1));
      case "issue/*" -> new IssueEndpoints(jira).one(call, path.get(1), jira.agile(surface));
      default -> JiraAnswers.unknownPath();
    };
  }

  /** The path with ids and keys replaced by a star. */
  public static String route(List<String> path) {
    StringBuilder route = new StringBuilder(path.getFirst());
    for (int i = 1; i < path.size(); i++) {
      boolean word =
          List.of(
                  "search",
                  "jql",
                  "approximate-count",
                  "bulkfetch",
                  "changelog",
                  "configuration",
                  "sprint",
                  "issue")
              .contains(path.get(i));
      route.append('/').append(word ? path.get(i) : "*");
    }
    return route.toString();
  }
}
