package io.issuestream.local.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.issuestream.local.api.Api;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands against a server that answers as services do. */
class DeadLettersCommandTests {

  private static final String LETTERS = "/api/v1/operations/metrics-service/dead-letters";
  private static final String LINE =
      """
      {"id":"jira.issues:3:1042","topic":"jira.issues","code":"wrong-schema",\
      "cause":"the data is JSON, but not of the event's schema","failure":"RecordRefused",\
      "key":"kestrel/10042","team":"kestrel","attempts":2,"writtenAt":"2026-03-02T08:00:00.5Z",\
      "putAsideAt":"2026-03-02T08:00:01.123456Z","lastTriedAt":"2026-03-02T09:00:00Z"}\
      """;

  private final Map<String, String> answers = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String request =
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " for "
                  + exchange.getRequestHeaders().getFirst("X-Issuestream-Team")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          asked.add(request.strip());
          Optional<String> found =
              answers.keySet().stream().filter(request::startsWith).findFirst();
          byte[] answer = found.map(answers::remove).orElse("{\"items\":[]}").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void listsThoseOfAllServices() {
    answers.put("GET " + LETTERS + "?limit=", "{\"items\":[" + LINE + "]}");

    assertThat(run("list")).isZero();

    assertThat(asked).hasSize(5);
    assertThat(out.toString())
        .contains("SERVICE", "LETTER", "CAUSE")
        .containsPattern(
            "metrics-service +jira.issues:3:1042 +wrong-schema +kestrel +kestrel/10042 +2"
                + " +2026-03-02T08:00:01Z +2026-03-02T09:00:00Z")
        .contains("1 dead letter.");
  }

  @Test
  void saysThatThereAreNone() {
    assertThat(run("list", "--service", "metrics", "--topic", "jira.issues", "--team", "kestrel"))
        .isZero();

    assertThat(asked)
        .containsExactly(
            "GET " + LETTERS + "?topic=jira.issues&team=kestrel&limit=100 for kestrel");
    assertThat(out.toString()).isEqualToIgnoringNewLines("There are no dead letters.");
  }

  @Test
  void opensALetterOnBehalfOfItsTeam() {
    answers.put("GET " + LETTERS + "?id=", "{\"items\":[" + LINE + "]}");
    answers.put(
        "GET " + LETTERS + "/jira.issues:3:1042 for kestrel",
        "{\"letter\":"
            + LINE
            + ",\"sentence\":\"The data is not an IssueUpserted\",\"headers\":[{\"name\":\"ce_id\","
            + "\"value\":{\"text\":\"x\",\"base64\":false}}],\"data\":{\"text\":\"{}\"}}");

    assertThat(run("show", "jira.issues:3:1042", "--service=metrics")).isZero();

    assertThat(out.toString())
        .contains("The data is not an IssueUpserted", "ce_id", "{}")
        .containsPattern("attempts +2");
  }

  @Test
  void saysThatALetterIsNotThere() {
    assertThat(run("show", "jira.issues:3:1", "--service=metrics")).isEqualTo(1);

    assertThat(err.toString()).contains("metrics-service has no dead letter jira.issues:3:1.");
  }

  @Test
  void retriesPortionByPortionAndFailsIfOneFails() {
    answers.put(
        "POST " + LETTERS + "/retry for platform {\"code\":\"bad-json\",\"limit\":100}",
        """
        {"letters":[{"id":"jira.issues:0:1","outcome":"retried"}],"next":"jira.issues:0:1"}\
        """);
    answers.put(
        "POST " + LETTERS + "/retry for",
        """
        {"letters":[{"id":"jira.issues:0:2","outcome":"failed","code":"bad-json"}]}\
        """);

    assertThat(run("retry", "--service", "metrics", "--code", "bad-json")).isEqualTo(1);

    assertThat(asked)
        .containsExactly(
            "POST " + LETTERS + "/retry for platform {\"code\":\"bad-json\",\"limit\":100}",
            "POST "
                + LETTERS
                + "/retry for platform"
                + " {\"code\":\"bad-json\",\"limit\":100,\"after\":\"jira.issues:0:1\"}");
    assertThat(out.toString())
        .contains("1 retried with success; the letters are gone.")
        .contains("1 failed again; the letters stay.")
        .containsPattern("jira.issues:0:2 +bad-json");
  }

  @Test
  void retriesOneCorrected(@TempDir Path folder) throws IOException {
    Path data = Files.writeString(folder.resolve("data.json"), "{\"a\": 1}");
    answers.put("GET " + LETTERS + "?id=", "{\"items\":[" + LINE + "]}");
    answers.put(
        "POST " + LETTERS + "/retry for kestrel",
        "{\"letters\":[{\"id\":\"jira.issues:3:1042\",\"outcome\":\"retried\"}]}");

    assertThat(
            run(
                "retry",
                "jira.issues:3:1042",
                "--service=metrics",
                "--data=" + data,
                "--header=ce_type=io.issuestream.jira.issue.upserted.v1"))
        .isZero();

    assertThat(asked.getLast())
        .contains("\"ids\":[\"jira.issues:3:1042\"]")
        .contains("\"correction\":{\"data\":{\"a\":1},\"headers\":{\"ce_type\":");
  }

  @Test
  void throwsNothingAwayUnlessItIsMeant() {
    assertThat(run("discard", "--service=metrics", "--all")).isEqualTo(1);
    assertThat(asked).isEmpty();
    assertThat(err.toString()).contains("say --yes");
    answers.put(
        "POST " + LETTERS + "/discard",
        "{\"letters\":[{\"id\":\"jira.issues:0:2\",\"outcome\":\"discarded\"}]}");

    assertThat(run("discard", "--service=metrics", "--all", "--yes")).isZero();

    assertThat(asked.getLast()).contains("\"all\":true");
    assertThat(out.toString()).contains("1 discarded.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list --service=billing          | --service is one of integration-service,",
        "list --limit 0                  | --limit is at least 1.",
        "list --team Demo/Team           | A team is named by 1 to 63 lower-case letters",
        "retry --service metrics         | Say which: ids, --topic, --code, --team, or --all.",
        "discard --service metrics       | Say which: ids, --topic, --code, --team, or --all.",
        "retry --all --service=m --key=k | A correction is for one letter.",
        "show jira.issues:0:1            | Missing required option: '--service=<service>'"
      })
  void saysWhatItDoesNotUnderstandBeforeItAsksAnybody(String arguments, String sentence) {
    assertThat(run(arguments.strip().split(" "))).isEqualTo(2);

    assertThat(err.toString()).startsWith(sentence).doesNotContain("Exception");
    assertThat(asked).isEmpty();
  }

  @Test
  void runsEveryCommandOfTheRunbook(@TempDir Path folder) throws IOException {
    Path data = Files.writeString(folder.resolve("data.json"), "{}");
    Path runbook =
        Path.of(System.getProperty("issuestream.root", "../.."))
            .resolve("docs/operations/dead-letters.md");
    String program = "./issuestream dead-letters ";
    List<String> commands =
        Files.readAllLines(runbook).stream()
            .filter(line -> line.startsWith(program))
            .map(line -> line.replaceAll("\\s+#.*", "").substring(program.length()))
            .toList();

    assertThat(commands).hasSizeGreaterThan(5);
    for (String command : commands) {
      answers.put("GET " + LETTERS + "?id=", "{\"items\":[" + LINE + "]}");
      answers.put("GET " + LETTERS + "/jira.issues:3:1042", "{\"letter\":" + LINE + "}");
      answers.put("POST " + LETTERS, "{\"letters\":[{\"id\":\"x\",\"outcome\":\"retried\"}]}");
      assertThat(run(command.replace("data.json", data.toString()).split(" ")))
          .as("%s: %s", command, err)
          .isZero();
    }
  }

  private int run(String... arguments) {
    return line().execute(arguments);
  }

  private CommandLine line() {
    Supplier<Api> api =
        () ->
            new Api(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Optional.of("token"));
    return new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addSubcommand("list", new CommandLine(new ListCommand(api)))
                .addSubcommand("show", new CommandLine(new ShowCommand(api)))
                .addSubcommand("retry", new CommandLine(new RetryCommand(api)))
                .addSubcommand("discard", new CommandLine(new DiscardCommand(api))))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }
}
