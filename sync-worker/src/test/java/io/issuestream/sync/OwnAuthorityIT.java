package io.issuestream.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.issuestream.contracts.connection.JiraDeployment;
import io.issuestream.contracts.sync.SyncFailed;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.http.HttpsFront;
import io.issuestream.sync.testing.SyncScene;
import io.issuestream.sync.testing.Worker;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Data Center whose certificate is from an authority of its company's own. */
class OwnAuthorityIT {

  private static SyncScene scene;
  private static X509Bundle authority;
  private static HttpsFront front;

  @TempDir private Path directory;

  @BeforeAll
  static void start() throws Exception {
    scene = SyncScene.create("authority");
    scene.jira().generate(GenerateOptions.of(40, 3).in(List.of("PAY")));
    authority =
        new CertificateBuilder()
            .subject("CN=Authority of the house")
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    X509Bundle shown =
        new CertificateBuilder()
            .subject("CN=jira")
            .ecp256()
            .addSanIpAddress("127.0.0.1")
            .buildIssuedBy(authority);
    front =
        HttpsFront.open(
            "127.0.0.1",
            "/dc",
            URI.create(scene.jira().dataCenterUrl()),
            SslContextBuilder.forServer(shown.toKeyManagerFactory()).build());
    scene.useJiraAt("https://127.0.0.1:" + front.port());
  }

  @AfterAll
  static void stop() {
    front.close();
    scene.close();
  }

  @Test
  void isReadOnceTheOperatorTrustsIt() throws Exception {
    Path pem = Files.writeString(directory.resolve("ours.pem"), authority.getCertificatePEM());
    try (Worker worker = Worker.start(scene, "issuestream.jira.trusted-authorities=" + pem)) {
      scene.connect("trusting", JiraDeployment.DATA_CENTER);
      scene.track("trusting", "PAY");
      assertThat(scene.awaitCompleted("trusting", "PAY", 1).progress().created()).isEqualTo(40);
      assertThat(worker).isNotNull();
    }
  }

  @Test
  void isRefusedAndSaidSoWhereHeDoesNot() {
    try (Worker worker = Worker.start(scene, "issuestream.sync.run-retries=0")) {
      scene.connect("wary", JiraDeployment.DATA_CENTER);
      int before = scene.jira().requests().size();
      scene.track("wary", "PAY");
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() ->
              !scene.progress("wary").isEmpty()
                  && scene.progress("wary").getLast() instanceof SyncFailed);
      assertThat(scene.progress("wary").getLast().progress().error())
          .contains("certificate is not trusted");
      assertThat(scene.jira().requests()).hasSize(before);
      assertThat(worker).isNotNull();
    }
  }
}
