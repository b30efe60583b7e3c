package io.issuestream.github;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * An app's tokens: one signed by itself that says which app it is and lives for minutes, and with
 * it one of its installation that lives an hour, is kept in memory only and renewed ahead of its
 * end.
 */
final class InstallationTokens implements Authorization {

  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** GitHub allows ten minutes, and advises to date it back for clocks that differ. */
  private static final Duration LIFE = Duration.ofMinutes(8);

  private static final Duration SKEW = Duration.ofMinutes(1);

  private final GithubCredentials.App app;
  private final GithubHttp http;
  private final Clock clock;
  private final AtomicReference<@Nullable Token> held;

  /** A token, and when the next one is to be got. */
  record Token(String value, Instant renewAt) {

    @Override
    public String toString() {
      return "Token[hidden]";
    }
  }

  InstallationTokens(
      GithubCredentials.App app,
      GithubHttp http,
      Clock clock,
      AtomicReference<@Nullable Token> held) {
    this.app = app;
    this.http = http;
    this.clock = clock;
    this.held = held;
  }

  @Override
  public Mono<String> header() {
    return Mono.defer(
            () -> {
              Token token = held.get();
              return token != null && clock.instant().isBefore(token.renewAt())
                  ? Mono.just(token)
                  : issue();
            })
        .map(token -> "Bearer " + token.value());
  }

  @Override
  public boolean renew() {
    held.set(null);
    return true;
  }

  /** The app's own login. */
  Mono<String> own() {
    return Mono.fromSupplier(() -> "Bearer " + signed());
  }

  private Mono<Token> issue() {
    var request =
        new GithubRequest(
            "/app/installations/{id}/access_tokens",
            "/app/installations/" + app.installationId() + "/access_tokens",
            null,
            true);
    return http.send(request, own()).map(this::token).doOnNext(held::set);
  }

  private Token token(GithubAnswer answer) {
    JsonNode body = answer.object();
    String token = body.path("token").asString("");
    if (token.isEmpty()) {
      throw answer.unreadable("it holds no token", null);
    }
    try {
      Instant end = Instant.parse(body.path("expires_at").asString(""));
      return new Token(token, end.minus(AHEAD));
    } catch (DateTimeException unknown) {
      throw answer.unreadable("it names no end of the token", null);
    }
  }

  private String signed() {
    Instant now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(app.appId())
            .issueTime(Date.from(now.minus(SKEW)))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).build();
    var jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(new RSASSASigner(app.key().key()));
    } catch (JOSEException failure) {
      throw new IllegalStateException("An app's key could not be used", failure);
    }
    return jwt.serialize();
  }
}
