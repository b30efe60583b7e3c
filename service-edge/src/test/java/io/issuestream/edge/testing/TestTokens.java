package io.issuestream.edge.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** An issuer inside the test's JVM: its public key is served over HTTP, as a real one's. */
public final class TestTokens {

  private static final String ISSUER = "http://issuer.test";
  private static final String AUDIENCE = "issuestream";
  private static final RSAKey KEY = key();
  private static final HttpServer SERVER = serve();

  private TestTokens() {}

  /**
   * Points a service at this issuer; made for {@code registry::add} of a dynamic property registry.
   */
  public static void register(BiConsumer<String, Supplier<Object>> registry) {
    String prefix = "spring.security.oauth2.resourceserver.jwt.";
    registry.accept(
        prefix + "jwk-set-uri",
        () -> "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/jwks.json");
    registry.accept(prefix + "issuer-uri", () -> ISSUER);
    registry.accept(prefix + "audiences", () -> AUDIENCE);
  }

  /** A token for a team and a role, such as {@code team_admin}; valid for ten minutes. */
  public static String bearer(String team, String role) {
    return sign(claims(team, role).build());
  }

  /** The claims of {@link #bearer}, to be spoiled. */
  public static JWTClaimsSet.Builder claims(String team, String role) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject(role + "@" + team)
        .claim("team", team)
        .claim("roles", List.of(role))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))));
  }

  /** Signs any claims with the issuer's key. */
  public static String sign(JWTClaimsSet claims) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(), claims);
      jwt.sign(new RSASSASigner(KEY));
      return jwt.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("test").generate();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static HttpServer serve() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] body = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/jwks.json",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
              out.write(body);
            }
          });
      server.start();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
