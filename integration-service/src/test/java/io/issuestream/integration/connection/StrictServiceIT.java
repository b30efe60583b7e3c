package io.issuestream.integration.connection;

import io.issuestream.integration.ServiceIT;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The service as a company runs it: of all that is not public one address may be Jira, and one
 * authority of its own is trusted.
 */
@TestPropertySource(
    properties = "issuestream.jira.allowed-private-targets=" + StrictServiceIT.ALLOWED)
abstract class StrictServiceIT extends ServiceIT {

  static final String CONNECTION = "/api/v1/integration/jira/connection";

  /** A loopback address, but not the one that everything listens on. */
  static final String ALLOWED = "127.0.0.77";

  static final X509Bundle AUTHORITY = authority("CN=Authority of the house");

  @DynamicPropertySource
  static void authority(DynamicPropertyRegistry registry) {
    registry.add("issuestream.jira.trusted-authorities", StrictServiceIT::trusted);
  }

  private static String trusted() {
    try {
      Path pem = Files.createTempFile("authority", ".pem");
      pem.toFile().deleteOnExit();
      return Files.writeString(pem, AUTHORITY.getCertificatePEM()).toString();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  static X509Bundle authority(String subject) {
    try {
      return new CertificateBuilder()
          .subject(subject)
          .ecp256()
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  static DisposableServer listen(
      String host,
      int port,
      BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> answer) {
    return HttpServer.create().host(host).port(port).handle(answer).bindNow();
  }

  /** Asks for a Data Center with a token, or with whatever else is said. */
  ResponseSpec connect(String baseUrl, Map<String, String> more) {
    var request = new HashMap<>(dataCenter());
    request.put("baseUrl", baseUrl);
    request.putAll(more);
    return connect(admin(), request);
  }

  void assertNotConnected() {
    admin().get().uri(CONNECTION).exchange().expectStatus().isNotFound();
  }
}
