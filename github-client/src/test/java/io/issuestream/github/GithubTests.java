package io.issuestream.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.issuestream.github.FakeGithub.Asked;
import io.issuestream.github.FakeGithub.Reply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

class GithubTests {

  private static final GithubCredentials TOKEN = new GithubCredentials.Token("s3cret");

  private final FakeGithub server = new FakeGithub();
  private final List<Duration> told = Collections.synchronizedList(new ArrayList<>());
  private final GithubClients clients =
      new GithubClients(WebClient.builder(), server.url(), new SimpleMeterRegistry());

  @AfterEach
  void close() {
    clients.close();
    server.close();
  }

  @Test
  void followsLinksByTheirOwnAddresses() {
    server.answers(asked ->
        asked.uri().contains("page=2")
            ? Reply.of(200, "[{\"number\":1}]")
            : Reply.of(200, "[{\"number\":2}]")
                .with("ETag", "W/\"one\"")
                .with(
                    "Link",
                    "<https://example.com/x?page=1>; rel=\"prev\", <"
                        + server.url()
                        + "/repositories/7/pulls?state=all&page=2>; rel=\"next\""));
    GithubPage first = get(open(TOKEN).page(PageRequest.pullRequests(7)));
    assertThat(first.etag()).isEqualTo("W/\"one\"");
    PageRequest next = requireNonNull(first.next());
    assertThat(next.pathAndQuery()).isEqualTo("/repositories/7/pulls?state=all&page=2");
    GithubPage second = get(open(TOKEN).page(PageRequest.furtherPullRequests(next.pathAndQuery())));
    assertThat(second.items()).hasSize(1);
    assertThat(second.next()).isNull();
    assertThat(server.asked())
        .extracting(asked -> asked.headers().get("authorization"))
        .containsOnly("Bearer s3cret");
    assertThat(server.asked().getFirst().headers()).containsEntry("user-agent", "Issuestream");
  }

  @Test
  void followsNoLinkThatLeadsElsewhere() {
    server.answers(_ ->
        Reply.of(200, "[]").with("Link", "<http://169.254.169.254/pulls?page=2>; rel=\"next\""));
    assertThat(failure(GithubFailure.AnswerUnreadable.class, page()))
        .hasMessageContaining("elsewhere");
    server.answers(_ ->
        Reply.of(200, "[]").with("Link", "<" + server.url() + "/../etc?page=2>; rel=\"next\""));
    failure(GithubFailure.AnswerUnreadable.class, page());
  }

  @Test
  void saysThatAPageIsTheOneHeld() {
    server.answers(asked ->
        "W/\"one\"".equals(asked.headers().get("if-none-match"))
            ? new Reply(304, Map.of("ETag", "W/\"one\""), new byte[0], false)
            : Reply.of(200, "[{}]").with("ETag", "W/\"one\""));
    GithubPage held = get(open(TOKEN).page(PageRequest.pullRequests(7).unless("W/\"one\"")));
    assertThat(held.changed()).isFalse();
    assertThat(held.etag()).isEqualTo("W/\"one\"");
  }

  @Test
  void waitsAsLongAsItIsToldAndTellsTheOthers() {
    server.answersInTurn(
        Reply.of(403, "{\"message\":\"You have exceeded a secondary rate limit.\"}")
            .with("Retry-After", "1"),
        Reply.of(200, "[]"));
    get(page());
    assertThat(told).containsExactly(Duration.ofSeconds(1));
    assertThat(waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void asksNothingMoreWhenNothingIsLeft() {
    long reset = Instant.now().plusSeconds(2).getEpochSecond();
    server.answersInTurn(
        Reply.of(200, "[]")
            .with("X-RateLimit-Remaining", "0")
            .with("X-RateLimit-Reset", Long.toString(reset)),
        Reply.of(200, "[]"));
    get(page());
    assertThat(told).hasSize(1);
    get(page());
    assertThat(Instant.now()).isAfter(Instant.ofEpochSecond(reset));
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void tellsAtOnceWhereTheWaitIsLong() {
    server.answers(_ -> Reply.of(429, "{}").with("Retry-After", "900"));
    GithubFailure.RateLimited limited = failure(GithubFailure.RateLimited.class, page());
    assertThat(limited.retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(890), Duration.ofSeconds(901));
    failure(GithubFailure.RateLimited.class, page());
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void waitsAMinuteWhereALimitStrikesWithoutAWord() {
    server.answers(
        _ -> Reply.of(403, "{\"message\":\"You have exceeded a secondary rate limit.\"}"));
    assertThat(failure(GithubFailure.RateLimited.class, page()).retryAfter().orElseThrow())
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(61));
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void tellsALimitFromAWantOfRights() {
    server.answers(_ ->
        Reply.of(403, "{\"message\":\"Resource not accessible by personal access token\"}")
            .with("X-RateLimit-Remaining", "4999")
            .with("X-RateLimit-Reset", Long.toString(Instant.now().getEpochSecond() + 60)));
    failure(GithubFailure.AccessForbidden.class, page());
    server.answers(_ -> Reply.of(401, "{}"));
    failure(GithubFailure.CredentialsRejected.class, page());
    server.answers(_ -> Reply.of(404, "{}"));
    failure(GithubFailure.NotFoundOrHidden.class, page());
    server.answers(_ -> Reply.of(301, "{}").with("Location", "http://169.254.169.254/"));
    failure(GithubFailure.AnswerUnreadable.class, page());
    assertThat(server.asked()).hasSize(4);
  }

  @Test
  void triesAgainWhatPassesAndBoundsTimeAndSize() {
    server.answersInTurn(Reply.of(502, "<html>"), Reply.silence(), Reply.of(200, "[]"));
    get(page());
    assertThat(server.asked()).hasSize(3);
    server.answers(_ -> Reply.of(503, ""));
    failure(GithubFailure.GithubUnavailable.class, page());
    assertThat(server.asked()).hasSize(6);
    server.answers(_ -> Reply.of(200, "[\"" + "x".repeat(1 << 20) + "\"]"));
    assertThat(failure(GithubFailure.AnswerUnreadable.class, page()))
        .hasMessageContaining("larger");
  }

  @Test
  void anAppGetsATokenOfItsInstallationAndAnotherWhenItIsRefused() throws Exception {
    server.answers(asked ->
        asked.method().equals("POST")
            ? Reply.of(
                201,
                "{\"token\":\"ghs_%d\",\"expires_at\":\"%s\"}"
                    .formatted(posts(), Instant.now().plusSeconds(3600)))
            : "Bearer ghs_1".equals(asked.headers().get("authorization"))
                ? Reply.of(401, "{}")
                : Reply.of(200, "[]"));
    Github app = open(new GithubCredentials.App("4711", "42", AppKey.ofPem(pem(keys()))));
    get(app.page(PageRequest.pullRequests(7)));
    get(app.page(PageRequest.pullRequests(7)));
    assertThat(server.asked())
        .extracting(Asked::uri)
        .filteredOn(uri -> uri.equals("/api/app/installations/42/access_tokens"))
        .hasSize(2);
    assertThat(server.asked())
        .last()
        .extracting(a -> a.headers().get("authorization"))
        .isEqualTo("Bearer ghs_2");
    String jwt = server.asked().getFirst().headers().get("authorization");
    String[] parts = requireNonNull(jwt).substring("Bearer ".length()).split("\\.", -1);
    assertThat(decoded(parts[0])).contains("RS256");
    assertThat(decoded(parts[1])).contains("\"iss\":\"4711\"");
  }

  @Test
  void readsKeysInBothForms() throws Exception {
    KeyPair keys = keys();
    byte[] pkcs8 = keys.getPrivate().getEncoded();
    // What is wrapped begins after version and algorithm, and four bytes that say its length.
    byte[] pkcs1 = Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
    AppKey wrapped = AppKey.ofPem(pem(keys));
    AppKey plain = AppKey.ofPem(pem("RSA PRIVATE KEY", pkcs1));
    assertThat(plain.key().getModulus()).isEqualTo(wrapped.key().getModulus());
    assertThat(plain.toString()).doesNotContain("BEGIN");
    IllegalArgumentException none =
        catchThrowableOfType(
            IllegalArgumentException.class,
            () -> AppKey.ofPem(pem("RSA PRIVATE KEY", new byte[] {1, 2, 3})));
    assertThat(none).hasMessageContaining(".pem");
  }

  @Test
  void tellsNoSecretInTextForms() throws Exception {
    var app = new GithubCredentials.App("4711", "42", AppKey.ofPem(pem(keys())));
    assertThat(TOKEN + " " + app).doesNotContain("s3cret").doesNotContain("PRIVATE");
  }

  private int posts() {
    return (int) server.asked().stream().filter(asked -> asked.method().equals("POST")).count();
  }

  private Mono<GithubPage> page() {
    return open(TOKEN).page(PageRequest.pullRequests(7));
  }

  private Github open(GithubCredentials credentials) {
    GithubLimits limits =
        new GithubLimits(
            1000,
            4,
            2,
            Duration.ofMillis(5),
            Duration.ofMillis(500),
            1 << 20,
            Duration.ofSeconds(10));
    return clients.open(
        "connection",
        credentials,
        1,
        limits,
        wait -> {
          told.add(wait.truncatedTo(ChronoUnit.MILLIS));
          return Mono.empty();
        });
  }

  private Duration waited() {
    return Duration.ofNanos(server.asked().getLast().nanos() - server.asked().getFirst().nanos());
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static String pem(KeyPair keys) {
    return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), UTF_8);
  }

  private static <T> T get(Mono<T> mono) {
    return requireNonNull(mono.block(Duration.ofSeconds(20)));
  }

  private static <F extends Throwable> F failure(Class<F> type, Mono<?> mono) {
    return requireNonNull(catchThrowableOfType(type, () -> mono.block(Duration.ofSeconds(20))));
  }
}
