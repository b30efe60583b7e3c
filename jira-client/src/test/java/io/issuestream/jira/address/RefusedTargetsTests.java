package io.issuestream.jira.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

/** Every way known to us of writing an address down that leads inside, one by one. */
class RefusedTargetsTests {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final TargetGuard strict = new TargetGuard(new AddressRules(List.of()));

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          private                     | 10.0.0.1
          private                     | 172.16.0.1
          private                     | 172.31.255.254
          private                     | 192.168.0.1
          shared (carrier)            | 100.64.0.1
          loopback                    | 127.0.0.1
          loopback, elsewhere         | 127.1.2.3
          link-local                  | 169.254.0.1
          cloud metadata              | 169.254.169.254
          this network                | 0.0.0.0
          this network, elsewhere     | 0.1.2.3
          broadcast                   | 255.255.255.255
          multicast                   | 224.0.0.1
          reserved                    | 240.0.0.1
          benchmarking                | 198.18.0.1
          protocol assignments        | 192.0.0.192
          loopback 6                  | [::1]
          unspecified 6               | [::]
          unique local 6              | [fd00::1]
          metadata 6                  | [fd00:ec2::254]
          link-local 6                | [fe80::1]
          site-local 6                | [fec0::1]
          multicast 6                 | [ff02::1]
          IPv4-mapped                 | [::ffff:127.0.0.1]
          IPv4-mapped metadata        | [::ffff:169.254.169.254]
          IPv4-mapped, hexadecimal    | [::ffff:a9fe:a9fe]
          IPv4-mapped, written out    | [0:0:0:0:0:ffff:10.0.0.1]
          IPv4-compatible             | [::127.0.0.1]
          6to4 of private             | [2002:a00:1::]
          6to4 of metadata            | [2002:a9fe:a9fe::1]
          NAT64 of loopback           | [64:ff9b::7f00:1]
          NAT64 of metadata           | [64:ff9b::169.254.169.254]
          NAT64, local prefix         | [64:ff9b:1::a00:1]
          Teredo                      | [2001:0:a00:1::1]
          decimal                     | 2130706433
          decimal metadata            | 2852039166
          hexadecimal                 | 0x7f000001
          hexadecimal by parts        | 0x7f.0x0.0x0.0x1
          octal                       | 0177.0.0.1
          octal by parts              | 0177.0000.0000.01
          octal of three digits       | 010.0.0.1
          short                       | 127.1
          short, two parts            | 10.1
          zero                        | 0
          """)
  void refusesAnAddressThatLeadsInside(String kind, String host) {
    StepVerifier.create(strict.check(URI.create("https://" + host + "/"), false))
        .expectErrorSatisfies(
            refused -> assertThat(refused).as(kind).isInstanceOf(TargetRefused.class))
        .verify(LIMIT);
  }

  /** Through a name, and connected to: what the check would have said has no part in it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "::ffff:169.254.169.254",
        "2002:a9fe:a9fe::1",
        "64:ff9b::a9fe:a9fe",
        "fd00:ec2::254",
        "fe80::1"
      })
  void connectsToNoNameThatLeadsInside(String address) {
    var guard = resolvingTo(address);
    StepVerifier.create(guard.check(URI.create("https://jira.example.test/"), false))
        .expectError(TargetRefused.class)
        .verify(LIMIT);
    StepVerifier.create(
            guard
                .guarding(HttpClient.newConnection())
                .get()
                .uri("http://jira.example.test:1/")
                .response())
        .expectError(TargetRefused.class)
        .verify(LIMIT);
  }

  @Test
  void refusesANameWithOneBadAnswerWhereverItStands() {
    for (String[] answers :
        List.of(
            new String[] {"10.0.0.1", "8.8.8.8"},
            new String[] {"8.8.8.8", "10.0.0.1"},
            new String[] {"8.8.8.8", "2606:4700::1111", "::ffff:10.0.0.1"})) {
      StepVerifier.create(
              resolvingTo(answers).check(URI.create("https://jira.example.test/"), false))
          .expectError(TargetRefused.class)
          .verify(LIMIT);
    }
  }

  private static TargetGuard resolvingTo(String... addresses) {
    return new TargetGuard(new AddressRules(List.of()), host -> all(addresses));
  }

  private static InetAddress[] all(String... addresses) throws UnknownHostException {
    var found = new InetAddress[addresses.length];
    for (int i = 0; i < addresses.length; i++) {
      found[i] = InetAddress.getByName(addresses[i]);
    }
    return found;
  }
}
