package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.address.TrustedAuthorities;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A Jira whose certificate is from nobody Java knows. */
class CertificateTests {

  private static X509Bundle authority;
  private static X509Bundle server;

  @TempDir private Path directory;

  @BeforeAll
  static void issue() throws Exception {
    authority =
        builder("CN=Authority of the house").setIsCertificateAuthority(true).buildSelfSigned();
    server = builder("CN=jira").addSanDnsName("localhost").buildIssuedBy(authority);
  }

  @Test
  void isRefusedWithAFactAndAdvice() throws Exception {
    JiraFailure failure =
        HttpTestBase.failure(JiraFailure.CertificateNotTrusted.class, version(server, null));
    assertThat(failure.advice()).contains("trusted-authorities");
    assertThat(failure.isTransient()).isFalse();
    assertThat(failure.getMessage()).doesNotContain("localhost");
  }

  @Test
  void isReadOnceItsAuthorityIsTrusted() throws Exception {
    assertThat(HttpTestBase.get(version(server, pem(authority)))).isEqualTo("9.12.4");
  }

  @Test
  void isReadWhenItsOwnCertificateIsTrusted() throws Exception {
    X509Bundle self =
        builder("CN=jira")
            .addSanDnsName("localhost")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    HttpTestBase.failure(JiraFailure.CertificateNotTrusted.class, version(self, pem(authority)));
    assertThat(HttpTestBase.get(version(self, pem(self)))).isEqualTo("9.12.4");
  }

  @Test
  void isRefusedUnderAnotherNameThoughItsAuthorityIsTrusted() throws Exception {
    X509Bundle other =
        builder("CN=wiki").addSanDnsName("wiki.example.com").buildIssuedBy(authority);
    HttpTestBase.failure(JiraFailure.CertificateNotTrusted.class, version(other, pem(authority)));
  }

  private Path pem(X509Bundle bundle) throws Exception {
    return Files.writeString(
        Files.createTempFile(directory, "authority", ".pem"), bundle.getCertificatePEM());
  }

  private static CertificateBuilder builder(String subject) {
    return new CertificateBuilder().subject(subject).ecp256();
  }

  private static Mono<String> version(X509Bundle shown, @Nullable Path trusted) throws Exception {
    SslContext context = SslContextBuilder.forServer(shown.toKeyManagerFactory()).build();
    return Mono.usingWhen(
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .secure(spec -> spec.sslContext(context))
            .route(routes ->
                routes.get(
                    "/jira/rest/api/2/serverInfo",
                    (request, response) ->
                        response
                            .header("Content-Type", "application/json")
                            .sendString(Mono.just("{\"version\":\"9.12.4\"}"))))
            .bind(),
        listening -> version(listening, trusted),
        listening -> Mono.fromRunnable(listening::dispose).then(listening.onDispose()));
  }

  private static Mono<String> version(DisposableServer listening, @Nullable Path trusted) {
    var clients =
        new JiraClients(
            WebClient.builder(),
            TrustedAuthorities.with(trusted).trustedBy(JiraClients.httpClient()),
            new SimpleMeterRegistry());
    var site =
        new JiraSite(
            JiraKind.DATA_CENTER, URI.create("https://localhost:" + listening.port() + "/jira"));
    return clients
        .open("connection", site, HttpTestBase.TOKEN, HttpTestBase.limits())
        .serverInfo()
        .map(JiraServer::version)
        .doFinally(end -> clients.close());
  }
}
