package io.issuestream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every answer that a client uses is as Atlassian specifies it and holds what the client needs; and
 * an answer that lost or renamed a member does not pass.
 */
class AnswersMatchSpecificationTests {
  private static final JiraSandbox SANDBOX = JiraSandbox.start(SandboxOptions.defaults());
  private static final SandboxClient CLIENT = new SandboxClient(SANDBOX);
  private static final List<CheckedCall> CALLS = new ArrayList<>();
  private static final Map<String, AtlassianSpecification> DOCUMENTS = new ConcurrentHashMap<>();

  @BeforeAll
  static void live() {
    SANDBOX.generate(GenerateOptions.of(300, 9).in(List.of("PAY", "OPS")));
    SANDBOX.edit("PAY-30", Map.of("status", "Done", "storyPoints", 8, "summary", "Newer"));
    SANDBOX.move("PAY-31", "OPS");
    SANDBOX.move("OPS-31", "PAY");
    SANDBOX.create("PAY", Map.of("summary", "Made here"));
    SANDBOX.delete("PAY-33");
    SANDBOX.hideIssue("PAY-34");
    JsonNode boards = CLIENT.cloud("/rest/agile/1.0/board");
    long board = boards.at("/values/0/id").longValue();
    JsonNode sprints = CLIENT.cloud("/rest/agile/1.0/board/" + board + "/sprint");
    long issue = CLIENT.cloud("/rest/api/3/issue/OPS-31").get("id").asLong();
    long sprint = sprints.at("/values/0/id").longValue();
    CALLS.addAll(CheckedCall.all("PAY-30", issue, board, sprint));
  }

  @AfterAll
  static void stop() {
    CLIENT.close();
    SANDBOX.close();
  }

  static List<CheckedCall> calls() {
    return CALLS;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anAnswerHoldsWhatIsNeededAndAMemberLostOrRenamedIsFound(CheckedCall call) {
    JsonNode answer = answer(call);
    assertThat(AtlassianSpecification.missing(call.required(), answer)).isEmpty();
    assertThat(call.required()).isNotEmpty();
    for (String path : call.required()) {
      for (boolean renamed : List.of(false, true)) {
        JsonNode planted = answer.deepCopy();
        assertThat(spoil(planted, List.of(path.split("/")), renamed)).as(path).isTrue();
        assertThat(AtlassianSpecification.missing(call.required(), planted)).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void anAnswerIsAsSpecified(CheckedCall call) {
    assumeTrue(AtlassianSpecification.isThere(), "../shared/openapi is not there");
    AtlassianSpecification document =
        DOCUMENTS.computeIfAbsent(call.document(), AtlassianSpecification::new);
    JsonNode answer = asSpecified(call, answer(call));
    assertThat(document.problems(call.method(), call.template(), answer)).isEmpty();
  }

  @Test
  void theSpecificationRefusesAWrongTypeAndOnCloudAnUnknownMember() {
    assumeTrue(AtlassianSpecification.isThere(), "../shared/openapi is not there");
    AtlassianSpecification cloud = new AtlassianSpecification(CheckedCall.PLATFORM);
    String search = "/rest/api/3/search/jql";
    assertThat(cloud.problems("post", search, json("{\"issues\":[{\"id\":\"1\"}]}"))).isEmpty();
    assertThat(cloud.problems("post", search, json("{\"issues\":[{\"id\":1}]}"))).isNotEmpty();
    assertThat(cloud.problems("post", search, json("{\"issues\":[{\"ident\":\"1\"}]}")))
        .isNotEmpty();
    AtlassianSpecification server = new AtlassianSpecification(CheckedCall.DATA_CENTER);
    assertThat(server.problems("get", "/api/2/field", json("[{\"id\":\"a\"},{\"id\":7}]")))
        .isNotEmpty();
    assertThat(server.problems("get", "/api/2/nothing", json("{}"))).isNotEmpty();
  }

  @Test
  void everyEndpointOfTheClientIsChecked() throws IOException {
    Path sources =
        Path.of(System.getProperty("issuestream.root", "."), "jira-client", "src", "main", "java");
    assumeTrue(Files.isDirectory(sources), "jira-client is not there");
    Pattern endpoint = Pattern.compile("api\\(\"(/[a-zA-Z/-]+)|\"(/rest/agile/1.0/[a-z]+)");
    TreeSet<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        endpoint
            .matcher(Files.readString(file))
            .results()
            .forEach(m -> used.add(m.group(1) == null ? m.group(2) : m.group(1)));
      }
    }
    assertThat(used)
        .hasSizeGreaterThan(8)
        .allSatisfy(path -> assertThat(CALLS).anyMatch(call -> call.template().contains(path)));
  }

  /** The bulk changelog gives its times as Atlassian's example does, against the schema. */
  private static JsonNode asSpecified(CheckedCall call, JsonNode answer) {
    if (call.template().endsWith("/changelog/bulkfetch")) {
      for (JsonNode history : answer.findValues("changeHistories").getFirst()) {
        assertThat(history.get("created").isIntegralNumber()).isTrue();
        Instant at = Instant.ofEpochMilli(history.get("created").longValue());
        ((ObjectNode) history).put("created", at.toString());
      }
    }
    return answer;
  }

  private static JsonNode answer(CheckedCall call) {
    String base = call.cloud() ? SANDBOX.cloudUrl() : SANDBOX.dataCenterUrl();
    String login = call.cloud() ? SandboxClient.CLOUD_LOGIN : SandboxClient.SERVER_LOGIN;
    HttpResponse<String> response =
        call.body().isEmpty()
            ? CLIENT.get(base + call.url(), login)
            : CLIENT.send("POST", base + call.url(), call.body(), login);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return SandboxClient.json(response);
  }

  /** Takes the member at a path away, or gives it another name; whether there was one. */
  private static boolean spoil(JsonNode node, List<String> path, boolean renamed) {
    List<String> rest = path.subList(1, path.size());
    if (path.getFirst().equals("*")) {
      return !node.isEmpty() && spoil(node.get(node.size() - 1), rest, renamed);
    }
    JsonNode member = node.get(path.getFirst());
    if (member == null || !rest.isEmpty()) {
      return member != null && spoil(member, rest, renamed);
    }
    ((ObjectNode) node).remove(path.getFirst());
    if (renamed) {
      ((ObjectNode) node).set(path.getFirst() + "Renamed", member);
    }
    return true;
  }

  private static JsonNode json(String text) {
    return Json.MAPPER.readTree(text);
  }
}
