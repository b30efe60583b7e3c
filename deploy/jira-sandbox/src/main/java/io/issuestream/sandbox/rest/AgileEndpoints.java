package io.issuestream.sandbox.rest;

import io.issuestream.sandbox.data.Board;
import io.issuestream.sandbox.data.Field;
import io.issuestream.sandbox.data.Project;
import io.issuestream.sandbox.data.Rendering;
import io.issuestream.sandbox.data.Sprint;
import io.issuestream.sandbox.data.Sprints;
import io.issuestream.sandbox.data.Status;
import io.issuestream.sandbox.data.Surface;
import io.issuestream.sandbox.data.Visibility;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.jql.Query;
import io.issuestream.sandbox.json.JsonBytes;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Boards and sprints, alike on both surfaces but for their links and the estimate's field. */
final class AgileEndpoints {
  private static final int MOST = 50;

  private final JiraContext jira;
  private final Rendering as;

  AgileEndpoints(JiraContext jira, Surface surface) {
    this.jira = jira;
    this.as = jira.agile(surface);
  }

  /** {@code /board}: offset-paged, at most 50 a page. */
  Answer boards(Call call) {
    String wanted = call.parameter("projectKeyOrId");
    String key = wanted == null ? null : projectKey(wanted);
    if (wanted != null && key == null) {
      return JiraAnswers.error(400, "No project could be found with key or id '" + wanted + "'.");
    }
    List<Board> matching =
        boards().filter(board -> key == null || board.projectKeys().contains(key)).toList();
    return page(matching, call, this::board);
  }

  /** {@code /board/{id}}. */
  Answer board(String id) {
    return found(id).map(board -> one(board, this::board)).orElseGet(AgileEndpoints::unknownBoard);
  }

  /** {@code /board/{id}/configuration}: names the estimate's field where the data has estimates. */
  Answer configuration(String id) {
    return found(id)
        .map(board -> one(board, this::configuration))
        .orElseGet(AgileEndpoints::unknownBoard);
  }

  /** {@code /board/{id}/sprint}: by rising id, at most 50 a page, {@code state} as a filter. */
  Answer sprints(Call call, String id) {
    Optional<Board> board = found(id);
    if (board.isEmpty()) {
      return unknownBoard();
    }
    List<String> states = call.list("state");
    List<Sprint> matching =
        jira.data().sprints().all().stream()
            .filter(sprint -> sprint.boardId() != null && sprint.boardId() == board.get().id())
            .filter(sprint -> states.isEmpty() || states.contains(sprint.state()))
            .toList();
    return page(matching, call, (sprint, out) -> Sprints.writeAgile(sprint, as, out));
  }

  /** {@code /sprint/{id}}. */
  Answer sprint(String id) {
    Sprint sprint = visibleSprint(id);
    return sprint == null
        ? JiraAnswers.error(404, "Sprint does not exist")
        : one(sprint, (each, out) -> Sprints.writeAgile(each, as, out));
  }

  /**
   * {@code /board/{id}/issue} and {@code /sprint/{id}/issue}: issues in the agile shape, paged by
   * offset.
   */
  Answer issues(Call call, boolean ofSprint, String id) {
    SearchRequest request = SearchRequest.of(call);
    String restriction;
    if (ofSprint) {
      if (visibleSprint(id) == null) {
        return JiraAnswers.error(404, "Sprint does not exist");
      }
      restriction = "sprint = " + id;
    } else {
      Optional<Board> board = found(id);
      if (board.isEmpty() || board.get().projectKeys().isEmpty()) {
        return unknownBoard();
      }
      restriction =
          board.get().projectKeys().stream()
              .filter(jira.data().visibility()::showsProject)
              .collect(Collectors.joining("\", \"", "project in (\"", "\")"));
    }
    Query own = Query.parse(request.jql());
    Query.Clause where = Query.parse(restriction).where();
    Query.Clause both =
        where == null
            ? own.where()
            : own.where() == null ? where : new Query.And(where, own.where());
    return IssuePages.byOffset(request, new Query(both, own.order()), as, jira);
  }

  private void board(Board board, JsonBytes out) {
    out.ascii("{\"id\":").number(board.id()).ascii(",\"self\":\"").escaped(as.baseUrl());
    out.ascii("/rest/agile/1.0/board/")
        .number(board.id())
        .ascii("\",\"name\":")
        .string(board.name());
    out.ascii(",\"type\":\"scrum\"");
    Project project =
        board.projectKeys().isEmpty() ? null : project(board.projectKeys().getFirst());
    if (project != null) {
      out.ascii(",\"location\":{\"projectId\":").number(project.id());
      out.ascii(",\"displayName\":").string(project.name() + " (" + project.key() + ")");
      out.ascii(",\"projectName\":")
          .string(project.name())
          .ascii(",\"projectKey\":")
          .string(project.key());
      out.ascii(",\"projectTypeKey\":\"software\",\"name\":")
          .string(project.name() + " (" + project.key() + ")");
      out.raw('}');
    }
    out.raw('}');
  }

  private void configuration(Board board, JsonBytes out) {
    out.ascii("{\"id\":").number(board.id()).ascii(",\"name\":").string(board.name());
    out.ascii(",\"type\":\"scrum\",\"self\":\"")
        .escaped(as.baseUrl())
        .ascii("/rest/agile/1.0/board/");
    out.number(board.id()).ascii("/configuration\",\"columnConfig\":{\"columns\":[");
    List<Status> statuses = jira.data().statuses();
    for (int i = 0; i < statuses.size(); i++) {
      Status status = statuses.get(i);
      out.ascii(i == 0 ? "" : ",")
          .ascii("{\"name\":")
          .string(status.name())
          .ascii(",\"statuses\":[{\"id\":");
      out.string(status.id())
          .ascii(",\"self\":\"")
          .escaped(as.baseUrl())
          .ascii("/rest/api/2/status/");
      out.escaped(status.id()).ascii("\"}]}");
    }
    out.ascii("],\"constraintType\":\"none\"},\"estimation\":");
    if (jira.data().fields().estimated()) {
      boolean cloud = as.surface() == Surface.CLOUD;
      out.ascii("{\"type\":\"field\",\"field\":{\"fieldId\":");
      out.string(cloud ? Field.CLOUD_POINTS_ID : Field.SERVER_POINTS_ID);
      out.ascii(",\"displayName\":")
          .string(cloud ? "Story point estimate" : "Story Points")
          .ascii("}}");
    } else {
      out.ascii("{\"type\":\"issueCount\"}");
    }
    out.ascii(",\"ranking\":{\"rankCustomFieldId\":10019}}");
  }

  private <T> Answer page(List<T> all, Call call, BiConsumer<T, JsonBytes> writer) {
    int size = Math.clamp(call.number("maxResults", MOST), 1, MOST);
    int start = Math.clamp(call.number("startAt", 0), 0, all.size());
    int end = Math.min(all.size(), start + size);
    JsonBytes out = new JsonBytes(4000);
    out.ascii("{\"maxResults\":").number(size).ascii(",\"startAt\":").number(start);
    out.ascii(",\"total\":").number(all.size());
    out.ascii(",\"isLast\":").ascii(end >= all.size() ? "true" : "false").ascii(",\"values\":[");
    for (int i = start; i < end; i++) {
      if (i > start) {
        out.raw(',');
      }
      writer.accept(all.get(i), out);
    }
    return Answer.json(out.ascii("]}"));
  }

  private static <T> Answer one(T value, BiConsumer<T, JsonBytes> writer) {
    JsonBytes out = new JsonBytes();
    writer.accept(value, out);
    return Answer.json(out);
  }

  /** A board is seen by whoever may browse one of its projects. */
  private Stream<Board> boards() {
    Visibility visibility = jira.data().visibility();
    return jira.data().boards().stream()
        .filter(board ->
            board.projectKeys().isEmpty()
                || board.projectKeys().stream().anyMatch(visibility::showsProject));
  }

  /** A sprint is seen by whoever sees its board. */
  private @Nullable Sprint visibleSprint(String id) {
    Sprint sprint = id.matches("\\d{1,18}") ? jira.data().sprints().get(Long.parseLong(id)) : null;
    boolean shown =
        sprint != null
            && (sprint.boardId() == null
                || boards().anyMatch(board -> board.id() == sprint.boardId()));
    return shown ? sprint : null;
  }

  private Optional<Board> found(String id) {
    return boards().filter(board -> String.valueOf(board.id()).equals(id)).findFirst();
  }

  private static Answer unknownBoard() {
    return JiraAnswers.error(
        404,
        "The requested board cannot be viewed because it either does not exist or you do not have"
            + " permission to view it.");
  }

  private @Nullable String projectKey(String idOrKey) {
    Project project = project(idOrKey);
    return project == null ? null : project.key();
  }

  private @Nullable Project project(String idOrKey) {
    return jira.data().visibleProjects().stream()
        .filter(p -> p.key().equals(idOrKey) || String.valueOf(p.id()).equals(idOrKey))
        .findFirst()
        .orElse(null);
  }
}
