package io.issuestream.jira;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What Cloud and Data Center answer alike, but for the version in the path. */
abstract sealed class RestJira implements Jira permits CloudJira, DataCenterJira {

  private static final String BOARDS = "/rest/agile/1.0/board";
  private static final int AGILE_PAGE = 50;

  private final JiraHttp http;
  private final String api;

  RestJira(JiraHttp http, String api) {
    this.http = http;
    this.api = api;
  }

  final JiraHttp http() {
    return http;
  }

  /** Path of an endpoint of this product's REST version. */
  final String api(String endpoint) {
    return api + endpoint;
  }

  /** This Jira by another path. */
  abstract Jira by(JiraHttp path);

  @Override
  public final Jira countingInto(CallCounter counter) {
    return by(http.countingInto(counter));
  }

  @Override
  public final Jira at(Priority priority) {
    return by(http.at(priority));
  }

  @Override
  public final Jira cached() {
    return by(http.cached());
  }

  @Override
  public Mono<JiraAccount> myself() {
    return http.get(JiraRequest.get(api("/myself")).slow()).map(RestJira::account);
  }

  @Override
  public Mono<JiraServer> serverInfo() {
    return http.get(JiraRequest.get(api("/serverInfo"))).map(RestJira::server);
  }

  @Override
  public Mono<FieldCatalogue> fields() {
    return http.get(JiraRequest.get(api("/field")).slow())
        .map(answer -> FieldCatalogue.of(OffsetPage.items(answer.array(), RestJira::field)));
  }

  @Override
  public Mono<List<JiraIssue.Status>> statuses() {
    return http.get(JiraRequest.get(api("/status")).slow())
        .map(answer -> OffsetPage.items(answer.array(), IssueReader::status));
  }

  @Override
  public Flux<JiraBoard> boards(String projectKey) {
    JiraRequest request = JiraRequest.get(BOARDS).with("projectKeyOrId", projectKey).slow();
    return this.<JiraBoard>agile(request, RestJira::board).flatMapIterable(page -> page);
  }

  @Override
  public Mono<BoardConfiguration> boardConfiguration(long boardId) {
    return http.get(JiraRequest.get(BOARDS + "/{id}/configuration").id(boardId).slow())
        .map(answer -> configuration(boardId, answer.object()));
  }

  @Override
  public Flux<List<JiraSprint>> sprints(long boardId) {
    return sprints(JiraRequest.get(BOARDS + "/{id}/sprint").id(boardId));
  }

  @Override
  public Flux<List<JiraSprint>> openSprints(long boardId) {
    return sprints(
        JiraRequest.get(BOARDS + "/{id}/sprint").id(boardId).with("state", "active,future"));
  }

  private Flux<List<JiraSprint>> sprints(JiraRequest request) {
    // Boards without sprints are told apart by a 400 only; its text is in the site's language.
    return agile(request, Sprints::read)
        .onErrorResume(
            failure -> failure instanceof JiraFailure.QueryRejected q && q.status() == 400,
            failure -> Flux.empty());
  }

  @Override
  public Mono<JiraSprint> sprint(long sprintId) {
    return http.get(JiraRequest.get("/rest/agile/1.0/sprint/{id}").id(sprintId))
        .map(answer -> {
          JiraSprint sprint = Sprints.read(answer.object());
          if (sprint == null) {
            throw answer.unreadable("it describes no sprint", null);
          }
          return sprint;
        });
  }

  @Override
  public Mono<JiraProject> project(long id) {
    return http.get(JiraRequest.get(api("/project/{id}")).id(id))
        .map(answer -> {
          JiraProject project = project(answer.object());
          if (project == null) {
            throw answer.unreadable("it describes no project", null);
          }
          return project;
        });
  }

  static void requireBulk(List<?> ids) {
    if (ids.isEmpty() || ids.size() > MOST_BY_ID) {
      throw new IllegalArgumentException("Ask for 1 to " + MOST_BY_ID + " issues by id.");
    }
  }

  /** Pages of accounts until one brings nobody new. */
  final Flux<List<JiraUser>> users(JiraRequest request, int pageSize) {
    return Flux.defer(() -> {
      Set<String> seen = new HashSet<>();
      return OffsetPage.walk(startAt -> users(request, pageSize, startAt, seen));
    });
  }

  private Mono<OffsetPage<JiraUser>> users(
      JiraRequest request, int pageSize, long startAt, Set<String> seen) {
    return http.get(request.with("startAt", startAt).with("maxResults", pageSize))
        .map(answer -> {
          JsonNode page = answer.array();
          List<JiraUser> unseen =
              OffsetPage.items(page, Accounts::read).stream()
                  .filter(user -> seen.add(user.accountKey()))
                  .toList();
          return new OffsetPage<>(unseen, unseen.isEmpty() ? null : startAt + page.size());
        });
  }

  final Mono<List<JiraUser>> usersFound(JiraRequest request) {
    return http.get(request.with("maxResults", 2))
        .map(answer -> OffsetPage.items(answer.array(), Accounts::read));
  }

  private <T> Flux<List<T>> agile(JiraRequest request, Function<JsonNode, @Nullable T> read) {
    return OffsetPage.walk(startAt ->
        http.get(request.with("startAt", startAt).with("maxResults", AGILE_PAGE))
            .map(answer -> OffsetPage.of(answer, startAt, read)));
  }

  static @Nullable JiraProject project(JsonNode node) {
    String id = Json.text(node, "id");
    String key = Json.text(node, "key");
    return id == null || key == null
        ? null
        : new JiraProject(id, key, Json.text(node, "name", key));
  }

  private static JiraAccount account(JiraAnswer answer) {
    JsonNode node = answer.object();
    JiraUser user = Accounts.read(node);
    if (user == null) {
      throw answer.unreadable("it names no account", null);
    }
    return new JiraAccount(
        user.accountKey(), user.displayName(), user.emailAddress(), JiraTime.zone(user.timeZone()));
  }

  private static JiraServer server(JiraAnswer answer) {
    JsonNode node = answer.object();
    String time = Json.text(node, "serverTime");
    return new JiraServer(
        Json.text(node, "version", ""),
        Json.text(node, "deploymentType", ""),
        Json.text(node, "baseUrl"),
        Json.text(node, "serverTitle"),
        time == null ? null : JiraTime.parseWithOffset(time),
        JiraTime.zone(Json.text(node, "serverTimeZone")));
  }

  private static @Nullable JiraField field(JsonNode node) {
    String id = Json.text(node, "id");
    JsonNode schema = node.path("schema");
    return id == null
        ? null
        : new JiraField(
            id,
            Json.text(node, "name", id),
            node.path("custom").asBoolean(false),
            Json.text(schema, "type"),
            Json.text(schema, "custom"));
  }

  private static @Nullable JiraBoard board(JsonNode node) {
    Long id = Json.number(node, "id");
    return id == null
        ? null
        : new JiraBoard(
            id,
            Json.text(node, "name", "Board " + id),
            Json.text(node, "type", ""),
            Json.text(node.path("location"), "projectKey"));
  }

  private static BoardConfiguration configuration(long boardId, JsonNode node) {
    JsonNode field = node.path("estimation").path("field");
    return new BoardConfiguration(
        boardId, Json.text(field, "fieldId"), Json.text(field, "displayName"));
  }
}
