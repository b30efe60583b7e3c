package io.issuestream.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTests {
  @TempDir Path directory;

  @Test
  void carryTheClaimsThatServicesRead() throws Exception {
    Tokens tokens = Tokens.behind(IssuerKey.in(directory), 8080);

    SignedJWT token =
        SignedJWT.parse(tokens.issue("ann", "blue", TokenRole.TEAM_ADMIN, Duration.ofHours(1)));

    assertThat(token.getJWTClaimsSet().getClaims())
        .containsEntry("iss", "http://localhost:8080/issuer")
        .containsEntry("sub", "ann")
        .containsEntry("team", "blue")
        .hasEntrySatisfying(
            "roles", roles -> assertThat(roles).asString().isEqualTo("[team_admin]"));
    assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("issuestream");
    assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
        .isEqualTo(token.getJWTClaimsSet().getIssueTime().toInstant().plus(Duration.ofHours(1)));
  }

  @Test
  void areSignedWithTheSameKeyAtTheNextStart() throws Exception {
    String before = IssuerKey.in(directory).publicKeySet();

    assertThat(IssuerKey.in(directory).publicKeySet()).isEqualTo(before).doesNotContain("\"d\":");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("issuer.jwk.json"))))
        .isEqualTo("rw-------");
  }

  @Test
  void areNotIssuedForNoTime() {
    Tokens tokens = Tokens.behind(IssuerKey.in(directory), 8080);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.issue("ann", "blue", TokenRole.MEMBER, Duration.ZERO));
  }
}
