package io.issuestream.local.demo;

import io.issuestream.local.api.Api;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Does the whole job on a running stack, with nothing but the API and an admin's token. Doing it
 * again on the same data changes nothing and finds the same.
 */
public final class Demo {
  private final DemoPlan plan;
  private final Terminal terminal;
  private final Api admin;
  private final SandboxData sandbox;
  private final Target target;

  /**
   * @param terminal where progress is shown
   */
  public Demo(Stack stack, DemoPlan plan, Terminal terminal) {
    this.plan = plan;
    this.terminal = terminal;
    this.admin = stack.api(plan.team(), TokenRole.TEAM_ADMIN);
    this.sandbox = new SandboxData(stack.sandboxApi());
    this.target =
        plan.source() instanceof Source.OtherJira other
            ? Target.of(other)
            : plan.surface().of(stack.sandbox());
  }

  /**
   * Does the job and tells what came of it.
   *
   * @throws DemoFailed when it cannot go on
   * @throws io.issuestream.local.api.ApiRefused when the API refuses a step
   */
  public Outcome run() {
    Instant begun = Instant.now();
    JsonNode source = plan.usesSandbox() ? fillSandbox() : MissingNode.getInstance();
    JsonNode connection = new Connection(admin).connectTo(target);
    say("Connected to %s as %s.".formatted(target.url(), account(connection)));
    long lastRequest = plan.usesSandbox() ? sandbox.lastRequest() : 0;
    JsonNode storedBefore = admin.get("/api/v1/issues/status").path("byProject");
    SyncWatch watch = SyncWatch.from(admin);
    List<Selection.Chosen> chosen = new Selection(admin).choose(plan.source().projects());
    chosen.stream()
        .filter(Selection.Chosen::wasTracked)
        .forEach(project -> watch.request(project.id(), true));
    say(
        "Chose "
            + chosen.stream().map(Selection.Chosen::key).collect(Collectors.joining(", "))
            + ".");
    try (FirstIssues firstIssues = new FirstIssues(admin, chosen, storedBefore)) {
      importMembers();
      GithubHook hook = GithubHook.make(admin);
      PullRequestSending sending = new PullRequestSending(hook);
      CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sending.send(deliveries()));
      Arrival.Arrived arrived = arrival(watch, chosen, sending, sent).await();
      sent.join();
      hook.remove();
      JsonNode log =
          plan.usesSandbox() ? sandbox.requestsAfter(lastRequest) : MissingNode.getInstance();
      Findings findings =
          new Findings(admin, plan, plan.usesSandbox() ? Optional.of(sandbox) : Optional.empty());
      return findings.outcome(
          new Findings.Trail(
              target.url().toString(),
              source,
              chosen,
              arrived,
              new FirstRequests(log),
              firstIssues,
              sending,
              Duration.between(begun, Instant.now())));
    }
  }

  private Arrival arrival(
      SyncWatch watch,
      List<Selection.Chosen> chosen,
      PullRequestSending sending,
      CompletableFuture<Void> sent) {
    return new Arrival(
        admin,
        watch,
        chosen.stream().map(Selection.Chosen::key).collect(Collectors.toSet()),
        sending,
        sent,
        new LiveLines(terminal),
        plan.patience());
  }

  private JsonNode fillSandbox() {
    JsonNode filled = sandbox.fill(plan.source());
    say(
        "The sandbox holds %s issues of %s projects, %s sprints, %s users."
            .formatted(
                Numbers.whole(filled.path("issues").asLong()),
                Numbers.whole(filled.path("projects").asLong()),
                Numbers.whole(filled.path("sprints").asLong()),
                Numbers.whole(filled.path("users").asLong())));
    for (JsonNode problem : filled.path("problems")) {
      say(
          "  %s line %d: %s"
              .formatted(
                  problem.path("file").asString(),
                  problem.path("line").asLong(),
                  problem.path("reason").asString()));
    }
    return filled;
  }

  private void importMembers() {
    Optional<String> csv =
        plan.source()
            .members()
            .map(Demo::read)
            .or(() -> plan.usesSandbox() ? Optional.of(sandbox.membersCsv()) : Optional.empty());
    if (csv.isPresent()) {
      admin.send("PUT", "/api/v1/team-members", Map.of("Content-Type", "text/csv"), csv.get());
      say("Imported " + Numbers.whole(csv.get().lines().count() - 1) + " team members.");
    }
  }

  private Stream<Delivery> deliveries() {
    Optional<Path> file = plan.source().pullRequests();
    if (file.isPresent()) {
      return new PullRequestFile(file.get()).deliveries();
    }
    return plan.source() instanceof Source.Generated
        ? sandbox.deliveries().map(Delivery::parse)
        : Stream.empty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String account(JsonNode connection) {
    String name = connection.path("account").path("displayName").asString("");
    return name.isEmpty() ? "nobody in particular" : name;
  }

  private void say(String sentence) {
    terminal.out().println(sentence);
    terminal.out().flush();
  }
}
