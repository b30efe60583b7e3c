package io.issuestream.jira.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedAuthoritiesTests {

  @TempDir private Path directory;

  @Test
  void addsToJavasOwn() throws Exception {
    X509Bundle one = authority("CN=one");
    X509Bundle other = authority("CN=other");
    Path pem =
        Files.writeString(
            directory.resolve("authorities.pem"),
            "Of the house\n" + one.getCertificatePEM() + "\n" + other.getCertificatePEM());
    var javas = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    javas.init((KeyStore) null);
    assertThat(issuers(TrustedAuthorities.with(pem).trust()))
        .containsAll(issuers(javas))
        .contains(one.getCertificate(), other.getCertificate());
  }

  @Test
  void saysWhichFileIsNoUse() throws Exception {
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    Path broken =
        Files.writeString(
            directory.resolve("broken.pem"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    for (Path file : List.of(empty, broken, directory.resolve("missing.pem"))) {
      assertThatThrownBy(() -> TrustedAuthorities.with(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(file.toString());
    }
  }

  private static X509Bundle authority(String subject) throws Exception {
    return new CertificateBuilder()
        .subject(subject)
        .ecp256()
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }

  private static List<X509Certificate> issuers(TrustManagerFactory factory) {
    return List.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
  }
}
