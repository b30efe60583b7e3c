package io.issuestream.edge.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.edge.testing.EndpointCalls.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;

/**
 * Holds a running service to the table of who may call what ({@code endpoint-rules.txt} among its
 * test resources): every endpoint the service maps has a rule and is called as everyone who may and
 * who may not.
 */
public final class EndpointRules {

  private static final String TABLE = "endpoint-rules.txt";
  private static final String STRANGERS = "strangers";
  private static final List<String> ROLES = List.of("member", "team_admin", "sre");

  private final List<EndpointRule> rules;
  private final Set<String> mapped;
  private final EndpointCalls calls;
  // A health group, which every service has.
  private final Map<String, String> identifiers = new LinkedHashMap<>(Map.of("path", "liveness"));
  private final List<String> marks = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  private EndpointRules(List<EndpointRule> rules, Set<String> mapped, EndpointCalls calls) {
    this.rules = rules;
    this.mapped = mapped;
    this.calls = calls;
  }

  /** The rules of a service that runs on a port of its own. */
  public static EndpointRules of(ApplicationContext context) {
    int port =
        Objects.requireNonNull(
            context.getEnvironment().getProperty("local.server.port", Integer.class));
    return new EndpointRules(
        EndpointRule.parse(table()), MappedEndpoints.of(context), new EndpointCalls(port));
  }

  /** Something of the team's own that a path can name. */
  public EndpointRules naming(String variable, String identifier) {
    identifiers.put(variable, identifier);
    return this;
  }

  /** Texts that the team's own answers show, and nobody else's may. */
  public EndpointRules showing(String... texts) {
    marks.addAll(List.of(texts));
    return this;
  }

  /**
   * Calls every endpoint as everyone.
   *
   * @param team whose the identifiers and texts are
   * @throws AssertionError that lists every answer that is not as it should be
   */
  public void check(String team) {
    assertThat(mapped)
        .as("what the service maps, and what %s has a rule for", TABLE)
        .containsExactlyInAnyOrderElementsOf(
            rules.stream()
                .map(EndpointRule::endpoint)
                .collect(Collectors.toCollection(TreeSet::new)));
    // Whoever must be refused comes first: what succeeds may change what there is to see.
    // Strangers read first: once they have named what is the team's, their own audit log says so.
    strangers(rule -> !rule.namesSomething());
    rules.forEach(rule -> refusals(rule, team));
    strangers(EndpointRule::namesSomething);
    rules.stream().filter(EndpointRule::reads).forEach(rule -> admissions(rule, team));
    seesItsOwn(team);
    rules.stream().filter(rule -> !rule.reads()).forEach(rule -> admissions(rule, team));
    assertThat(wrong).as("answers that are not as the rules say").isEmpty();
  }

  private void refusals(EndpointRule rule, String team) {
    if (rule.open()) {
      return;
    }
    if (rule.signed()) {
      Answer bare = call(rule, Map.of());
      expect(rule, "nobody", bare, bare.status() >= 400 && bare.status() < 500);
      Answer token = call(rule, bearer(TestTokens.bearer(team, "team_admin")));
      expect(rule, "a token alone", token, token.status() >= 400 && token.status() < 500);
      return;
    }
    unauthorized(rule, "nobody", "", Map.of());
    TestTokens.spoiled(team, "team_admin")
        .forEach((why, token) -> unauthorized(rule, "a token " + why, token, bearer(token)));
    String homeless =
        TestTokens.sign(TestTokens.claims(team, "team_admin").claim("team", null).build());
    is(rule, "a token without a team", 403, bearer(homeless));
    is(rule, "a token without a known role", 403, bearer(TestTokens.bearer(team, "visitor")));
    is(rule, "an sre who names no team", 400, bearer(TestTokens.bearer("platform", "sre")));
    is(
        rule,
        "a team admin who names another team",
        403,
        acting(TestTokens.bearer(STRANGERS, "team_admin"), team));
    for (String role : ROLES) {
      if (!rule.who().contains(role)) {
        is(rule, role, 403, as(role, team));
      }
    }
  }

  private void unauthorized(
      EndpointRule rule, String who, String token, Map<String, String> headers) {
    Answer answer = call(rule, headers);
    expect(
        rule,
        who,
        answer,
        answer.status() == 401
            && answer.challenge().startsWith("Bearer")
            && answer.body().contains("urn:issuestream:problem:unauthorized")
            && (token.isEmpty() || !answer.body().contains(token)));
  }

  private void strangers(Predicate<EndpointRule> which) {
    rules.stream()
        .filter(rule -> !rule.open() && !rule.signed())
        .filter(which)
        .forEach(this::strangers);
  }

  /** Another team's people, with every right they can have there. */
  private void strangers(EndpointRule rule) {
    for (String role : ROLES) {
      if (!rule.who().contains(role)) {
        continue;
      }
      if (rule.namesSomething()) {
        is(rule, "another team's " + role, 404, as(role, STRANGERS));
      } else if (rule.reads()) {
        Answer answer = call(rule, as(role, STRANGERS));
        expect(
            rule,
            "another team's " + role,
            answer,
            answer.status() < 500 && marks.stream().noneMatch(answer.body()::contains));
      }
    }
  }

  private void admissions(EndpointRule rule, String team) {
    if (rule.open()) {
      Answer answer = call(rule, Map.of());
      expect(rule, "nobody", answer, admitted(answer.status()));
      return;
    }
    for (String role : ROLES) {
      if (rule.who().contains(role)) {
        Answer answer = call(rule, as(role, team));
        boolean known = !rule.reads() || !rule.namesSomething() || answer.status() == 200;
        expect(rule, role, answer, admitted(answer.status()) && known);
      }
    }
  }

  /** Otherwise that strangers see nothing of it would say nothing. */
  private void seesItsOwn(String team) {
    String own =
        rules.stream()
            .filter(rule -> rule.reads() && rule.who().contains("member"))
            .map(rule -> call(rule, as("member", team)).body())
            .collect(Collectors.joining("\n"));
    marks.stream()
        .filter(mark -> !own.contains(mark))
        .forEach(mark -> wrong.add("The team itself is not shown " + mark));
  }

  private static boolean admitted(int status) {
    // 503: what the endpoint needs may be away in a test; the caller was let in.
    return status != 401 && status != 403 && (status < 500 || status == 503);
  }

  private void is(EndpointRule rule, String who, int status, Map<String, String> headers) {
    Answer answer = call(rule, headers);
    expect(rule, who, answer, answer.status() == status);
  }

  private void expect(EndpointRule rule, String who, Answer answer, boolean right) {
    if (!right) {
      String body = answer.body();
      wrong.add(
          "%s as %s: %d %s"
              .formatted(
                  rule.endpoint(),
                  who,
                  answer.status(),
                  body.substring(0, Math.min(300, body.length()))));
    }
  }

  private Answer call(EndpointRule rule, Map<String, String> headers) {
    return calls.call(rule.method(), rule.filled(identifiers), rule.body(), headers);
  }

  private static Map<String, String> as(String role, String team) {
    return role.equals("sre")
        ? acting(TestTokens.bearer("platform", role), team)
        : bearer(TestTokens.bearer(team, role));
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  private static Map<String, String> acting(String token, String team) {
    return Map.of("Authorization", "Bearer " + token, "X-Issuestream-Team", team);
  }

  private static String table() {
    try (InputStream in =
        Objects.requireNonNull(
            Thread.currentThread().getContextClassLoader().getResourceAsStream(TABLE),
            "There is no " + TABLE + " among the test resources")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
