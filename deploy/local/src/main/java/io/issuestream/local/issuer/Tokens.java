package io.issuestream.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Signs access tokens as the services expect them.
 *
 * @param issuer the {@code iss} claim, and where services find the documents about it
 */
public record Tokens(IssuerKey key, String issuer) {
  public static final String AUDIENCE = "issuestream";

  /** The issuer behind a front door on this port. */
  public static Tokens behind(IssuerKey key, int frontDoorPort) {
    return new Tokens(key, "http://localhost:" + frontDoorPort + "/issuer");
  }

  /**
   * A signed token.
   *
   * @param validFor more than zero
   */
  public String issue(String subject, String team, TokenRole role, Duration validFor) {
    if (!validFor.isPositive()) {
      throw new IllegalArgumentException(
          "A token must be valid for some time, not " + validFor + ".");
    }
    Instant now = Instant.now();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(AUDIENCE)
            .subject(subject)
            .claim("team", team)
            .claim("roles", List.of(role.toString()))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(validFor)))
            .build();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.signing().getKeyID()).build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new RSASSASigner(key.signing()));
    } catch (JOSEException e) {
      throw new IllegalStateException("The token could not be signed: " + e.getMessage(), e);
    }
    return token.serialize();
  }

  /** OpenID Connect's discovery document, as far as a resource server reads it. */
  public String metadata() {
    return """
    {"issuer":"%1$s","jwks_uri":"%1$s/jwks.json","id_token_signing_alg_values_supported":["RS256"],\
    "subject_types_supported":["public"],"response_types_supported":["token"]}\
    """
        .formatted(issuer);
  }
}
