package io.issuestream.integration.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.integration.ScriptedNames;
import io.issuestream.sandbox.JiraSandbox;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * What a team may not have fetched for it, tried at the API. Where a target is on this machine,
 * somebody listens there, and notices.
 */
class RefusedTargetsIT extends StrictServiceIT {

  private static final AtomicInteger REACHED = new AtomicInteger();
  private static DisposableServer inside;

  @BeforeAll
  static void open() {
    inside =
        listen(
            "127.0.0.1",
            0,
            (request, response) -> {
              REACHED.incrementAndGet();
              return response.sendString(Mono.just("secret of the inside"));
            });
    ScriptedNames.answer("private.names.test", "10.0.0.1");
    ScriptedNames.answer("loopback.names.test", "127.0.0.1");
    ScriptedNames.answer("loopback.names.test.", "127.0.0.1");
    ScriptedNames.answer("loopback6.names.test", "::1");
    ScriptedNames.answer("mapped.names.test", "::ffff:127.0.0.1");
    ScriptedNames.answer("nat64.names.test", "64:ff9b::a9fe:a9fe");
    ScriptedNames.answer("carrier.names.test", "100.64.0.1");
    ScriptedNames.answer("ula.names.test", "fd12:3456::1");
    ScriptedNames.answer("last.names.test", "8.8.8.8", "2606:4700::1111", "10.0.0.1");
    ScriptedNames.answer("metadata.google.internal", "169.254.169.254");
    ScriptedNames.answer("metadata.google.internal.", "169.254.169.254");
    ScriptedNames.answer("instance-data.ec2.internal", "169.254.169.254");
    ScriptedNames.answer("metadata6.names.test", "fd00:ec2::254");
    ScriptedNames.answer("metadata.names.test", "100.100.100.200");
  }

  @BeforeEach
  void countAnew() {
    REACHED.set(0);
  }

  @AfterEach
  void reachedNobody() {
    assertThat(REACHED).hasValue(0);
  }

  @AfterAll
  static void close() {
    inside.disposeNow();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          private                    | https://10.0.0.1
          private                    | https://172.16.0.1
          private                    | https://172.31.255.254
          private                    | https://192.168.0.1
          private, with a port       | https://192.168.0.1:8443/jira
          loopback                   | http://127.0.0.1:PORT
          loopback, elsewhere        | http://127.0.0.78:PORT
          loopback by name           | http://localhost:PORT
          loopback by name, capitals | http://LOCALHOST:PORT
          loopback by name, dot      | http://localhost.:PORT
          loopback 6                 | http://[::1]:PORT
          unspecified                | http://0.0.0.0:PORT
          unspecified 6              | http://[::]:PORT
          link-local                 | https://169.254.0.1
          link-local 6               | https://[fe80::1]
          link-local 6, with a zone  | https://[fe80::1%25eth0]
          metadata                   | http://169.254.169.254/latest/meta-data
          metadata, Alibaba          | http://100.100.100.200/latest/meta-data
          metadata, Oracle           | http://192.0.0.192/latest
          metadata 6                 | http://[fd00:ec2::254]/latest/meta-data
          metadata by name           | http://metadata.google.internal/computeMetadata/v1
          metadata by name, dot      | http://metadata.google.internal./computeMetadata/v1
          metadata by name, EC2      | http://instance-data.ec2.internal/latest
          metadata by name, 6        | http://metadata6.names.test/latest
          metadata by name, Alibaba  | http://metadata.names.test/latest
          carrier (100.64.0.0/10)    | https://100.64.0.1
          carrier, last              | https://100.127.255.254
          broadcast                  | https://255.255.255.255
          multicast                  | https://224.0.0.1
          reserved                   | https://240.0.0.1
          benchmarking               | https://198.18.0.1
          IPv4-mapped                | http://[::ffff:127.0.0.1]:PORT
          IPv4-mapped private        | https://[::ffff:10.0.0.1]
          IPv4-mapped, hexadecimal   | https://[::ffff:a00:1]
          IPv4-mapped, written out   | https://[0:0:0:0:0:ffff:10.0.0.1]
          IPv4-mapped metadata       | https://[::ffff:169.254.169.254]
          IPv4-compatible            | http://[::127.0.0.1]:PORT
          6to4 of private            | https://[2002:a00:1::]
          6to4 of metadata           | https://[2002:a9fe:a9fe::1]
          NAT64 of private           | https://[64:ff9b::10.0.0.1]
          NAT64 of metadata          | https://[64:ff9b::a9fe:a9fe]
          NAT64, local prefix        | https://[64:ff9b:1::a00:1]
          Teredo                     | https://[2001:0:a00:1::1]
          unique local 6             | https://[fc00::1]
          unique local 6             | https://[fd12:3456:789a::1]
          site-local 6               | https://[fec0::1]
          multicast 6                | https://[ff02::1]
          decimal                    | http://2130706433:PORT
          decimal metadata           | https://2852039166
          hexadecimal                | http://0x7f000001:PORT
          octal                      | http://017700000001:PORT
          octal by parts             | http://0177.0.0.1:PORT
          octal, all parts           | http://0177.0000.0000.0001:PORT
          octal private              | https://012.0.0.1
          octal for some             | https://010.0.0.1
          short, one number          | http://0:PORT
          name, private              | https://private.names.test
          name, loopback             | http://loopback.names.test:PORT
          name, loopback, dot        | http://loopback.names.test.:PORT
          name, loopback, capitals   | http://Loopback.Names.Test:PORT
          name, loopback 6           | http://loopback6.names.test:PORT
          name, IPv4-mapped          | http://mapped.names.test:PORT
          name, NAT64                | https://nat64.names.test
          name, carrier              | https://carrier.names.test
          name, unique local         | https://ula.names.test
          name, last of its answers  | https://last.names.test
          """)
  void refusesAnAddressThatLeadsInside(String kind, String url) {
    connect(url.replace("PORT", Integer.toString(inside.port())), Map.of())
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:target-refused")
        .jsonPath("$.detail")
        .value(
            String.class,
            detail ->
                assertThat(detail)
                    .as(kind)
                    .containsAnyOf("private network", "no host named", "unusual way")
                    .doesNotContain(JiraSandbox.PERSONAL_ACCESS_TOKEN));
    assertNotConnected();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          loopback with a dot      | http://127.0.0.1.:PORT
          hexadecimal by parts     | http://0x7f.0x0.0x0.0x1:PORT
          short                    | http://127.1:PORT
          user before the host     | http://jira.example.com@127.0.0.1:PORT
          user and password        | http://me:pw@127.0.0.1:PORT
          port as a password       | http://jira.example.com:443@127.0.0.1:PORT
          encoded at               | http://jira.example.com%40127.0.0.1:PORT
          backslash                | http://jira.example.com\\@127.0.0.1:PORT
          fragment                 | http://127.0.0.1:PORT#@jira.example.com
          question mark            | http://127.0.0.1:PORT?@jira.example.com
          line end                 | 'http://127.0.0.1:PORT/\tx'
          space                    | http://127.0.0.1 .example.com:PORT
          digits of another script | http://①②⑦.0.0.1:PORT
          full-width dots          | http://127。0。0。1:PORT
          no host                  | http:127.0.0.1:PORT
          no scheme                | //127.0.0.1:PORT
          another scheme           | ftp://127.0.0.1:PORT
          file                     | file:///etc/passwd
          gopher                   | gopher://127.0.0.1:PORT
          jar                      | jar:http://127.0.0.1:PORT!/
          zone in a bad place      | http://[::1%25lo]@jira.example.com:PORT
          """)
  void refusesAnAddressThatSaysOneThingAndMeansAnother(String kind, String url) {
    connect(url.replace("PORT", Integer.toString(inside.port())), Map.of())
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.detail")
        .value(
            String.class,
            detail -> assertThat(detail).as(kind).containsAnyOf("Jira's address", "baseUrl"));
    assertNotConnected();
  }

  @Test
  void sendsNoCredentialsInTheOpen() {
    ScriptedNames.answer("public.names.test", "8.8.8.8");
    connect("http://public.names.test", Map.of())
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("https"));
  }

  /** The name passes the check and then leads inside: what is connected to is looked at again. */
  @Test
  void refusesANameThatLeadsElsewhereBetweenCheckAndUse() {
    ScriptedNames.answerInTurn("rebinding.names.test", ALLOWED, "127.0.0.1");
    connect("http://rebinding.names.test:" + inside.port(), Map.of())
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:issuestream:problem:target-refused");
    assertThat(ScriptedNames.asked("rebinding.names.test")).isEqualTo(2);
    assertNotConnected();
  }

  /** Looked up to check and again to connect: none is connected to unseen. */
  @Test
  void connectsToTheAddressThatWasChecked() {
    var connections = new AtomicInteger();
    DisposableServer jira =
        HttpServer.create()
            .host(ALLOWED)
            .port(inside.port())
            .doOnConnection(connection -> connections.incrementAndGet())
            .handle(new PlainJira())
            .bindNow();
    try {
      ScriptedNames.answer("pinned.names.test", ALLOWED);
      connect("http://pinned.names.test:" + inside.port(), Map.of()).expectStatus().isCreated();
      assertThat(connections).hasPositiveValue();
      // Java answers two who ask at the same time with one look-up.
      assertThat(ScriptedNames.asked("pinned.names.test"))
          .as("once for the check, and again for what was connected to")
          .isBetween(2, 1 + connections.get());
      // A connection that stands already is looked at again, and found to have moved inside.
      ScriptedNames.answer("pinned.names.test", "127.0.0.1");
      admin()
          .get()
          .uri("/api/v1/integration/jira/health")
          .exchange()
          .expectBody()
          .jsonPath("$.status")
          .isEqualTo("down")
          .jsonPath("$.advice")
          .value(String.class, advice -> assertThat(advice).contains("private network"));
    } finally {
      jira.disposeNow();
    }
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({
    "301, http://127.0.0.1:PORT/",
    "302, http://127.0.0.1:PORT/",
    "303, http://127.0.0.1:PORT/",
    "307, http://127.0.0.1:PORT/",
    "308, http://127.0.0.1:PORT/",
    "302, http://169.254.169.254/latest/meta-data",
    "302, //127.0.0.1:PORT/",
    "302, /elsewhere"
  })
  void followsNoRedirect(int status, String location) {
    var asked = new AtomicInteger();
    DisposableServer jira =
        listen(
            ALLOWED,
            0,
            (request, response) -> {
              asked.incrementAndGet();
              return response
                  .status(status)
                  .header("Location", location.replace("PORT", "" + inside.port()))
                  .send();
            });
    try {
      connect("http://" + ALLOWED + ":" + jira.port(), Map.of())
          .expectStatus()
          .isEqualTo(422)
          .expectBody()
          .jsonPath("$.type")
          .isEqualTo("urn:issuestream:problem:jira-unusable")
          .jsonPath("$.detail")
          .value(
              String.class,
              detail -> assertThat(detail).contains("leads elsewhere").doesNotContain("127.0.0.1"));
      assertThat(asked).hasValue(1);
      assertNotConnected();
    } finally {
      jira.disposeNow();
    }
  }

  @Test
  void connectsToWhatTheInstallationAllows() {
    DisposableServer jira = listen(ALLOWED, 0, new PlainJira());
    try {
      connect("http://" + ALLOWED + ":" + jira.port(), Map.of()).expectStatus().isCreated();
    } finally {
      jira.disposeNow();
    }
  }
}
