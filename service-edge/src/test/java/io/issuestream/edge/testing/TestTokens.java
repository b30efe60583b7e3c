package io.issuestream.edge.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** An issuer inside the test's JVM: its public key is served over HTTP, as a real one's. */
public final class TestTokens {

  private static final String ISSUER = "http://issuer.test";
  private static final String AUDIENCE = "issuestream";
  private static final RSAKey KEY = key();

  // Made once: making one takes longer than a hundred calls.
  private static final RSAKey STRANGERS_KEY = key();
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

  /**
   * Tokens that must be refused, by what is wrong with them; each names a team and a role as a good
   * one does.
   */
  public static Map<String, String> spoiled(String team, String role) {
    Map<String, String> tokens = new LinkedHashMap<>();
    Date past = Date.from(Instant.now().minus(Duration.ofMinutes(2)));
    tokens.put("expired", sign(claims(team, role).expirationTime(past).build()));
    tokens.put("without expiry", sign(claims(team, role).expirationTime(null).build()));
    tokens.put("for another audience", sign(claims(team, role).audience("other").build()));
    tokens.put("for no audience", sign(claims(team, role).audience((String) null).build()));
    tokens.put("of another issuer", sign(claims(team, role).issuer("http://other.test").build()));
    tokens.put("without subject", sign(claims(team, role).subject(null).build()));
    tokens.put("not signed (alg none)", new PlainJWT(claims(team, role).build()).serialize());
    tokens.put("signed with the public key as a secret", signedWithPublicKey(team, role));
    tokens.put(
        "signed by a stranger",
        signed(claims(team, role).build(), STRANGERS_KEY, JWSAlgorithm.RS256));
    tokens.put(
        "signed by an unlisted algorithm",
        signed(claims(team, role).build(), KEY, JWSAlgorithm.PS256));
    tokens.put("no token at all", "not.a.token");
    return tokens;
  }

  /** What a server falls for that takes the algorithm from the token alone. */
  private static String signedWithPublicKey(String team, String role) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY.getKeyID()).build(),
              claims(team, role).build());
      jwt.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
      return jwt.serialize();
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
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
    return signed(claims, KEY, JWSAlgorithm.RS256);
  }

  private static String signed(JWTClaimsSet claims, RSAKey key, JWSAlgorithm algorithm) {
    try {
      var jwt =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
      jwt.sign(new RSASSASigner(key));
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
