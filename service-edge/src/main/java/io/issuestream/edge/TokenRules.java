package io.issuestream.edge;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

/**
 * What a token needs beside a good signature and the issuer and audience that Spring checks: a
 * listed algorithm, an expiry (RFC 7519 leaves it out freely) and a subject.
 */
final class TokenRules implements OAuth2TokenValidator<Jwt> {

  /** How far the issuer's clock may be from ours. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final Set<String> algorithms;
  private final JwtTimestampValidator times = new JwtTimestampValidator(SKEW);

  private TokenRules(Set<String> algorithms) {
    this.algorithms = algorithms;
    times.setAllowEmptyExpiryClaim(false);
  }

  /**
   * Takes the rules from the settings.
   *
   * @throws IllegalStateException where issuer or audience would not be checked, or an algorithm is
   *     not an asymmetric signature
   */
  static TokenRules of(OAuth2ResourceServerProperties.Jwt settings) {
    require(settings.getIssuerUri(), "issuer-uri");
    require(
        settings.getAudiences().isEmpty() ? null : settings.getAudiences().getFirst(), "audiences");
    List<String> algorithms = settings.getJwsAlgorithms();
    for (String algorithm : algorithms) {
      if (SignatureAlgorithm.from(algorithm) == null) {
        throw new IllegalStateException(
            algorithm
                + " is not an asymmetric signature: set"
                + " spring.security.oauth2.resourceserver.jwt.jws-algorithms to those of the"
                + " issuer, such as RS256 or ES256.");
      }
    }
    return new TokenRules(Set.copyOf(algorithms));
  }

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    if (!(token.getHeaders().get("alg") instanceof String algorithm
        && algorithms.contains(algorithm))) {
      return invalid("The token's signature algorithm is not one of those taken here.");
    }
    @Nullable String subject = token.getSubject();
    if (subject == null || subject.isBlank()) {
      return invalid("The token names no subject.");
    }
    return times.validate(token);
  }

  private static OAuth2TokenValidatorResult invalid(String why) {
    return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", why, null));
  }

  private static void require(@Nullable String value, String name) {
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "Set spring.security.oauth2.resourceserver.jwt."
              + name
              + ": without it tokens made for others would be taken.");
    }
  }
}
