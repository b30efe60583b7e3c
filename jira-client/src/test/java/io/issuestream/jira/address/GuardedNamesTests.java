package io.issuestream.jira.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

class GuardedNamesTests {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final AtomicInteger reached = new AtomicInteger();
  private DisposableServer inside;

  @BeforeEach
  void open() {
    inside =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> {
              reached.incrementAndGet();
              return response.sendString(Mono.just("secret of the inside"));
            })
            .bindNow();
  }

  @AfterEach
  void close() {
    inside.disposeNow();
  }

  @Test
  void refusesANameThatChangesItsAddressBetweenCheckAndUse() {
    AtomicInteger asked = new AtomicInteger();
    TargetGuard guard =
        guard(List.of(), host -> asked.getAndIncrement() == 0 ? "8.8.8.8" : "127.0.0.1");
    StepVerifier.create(guard.check(address(), false)).expectComplete().verify(LIMIT);
    StepVerifier.create(get(guard)).expectError(TargetRefused.class).verify(LIMIT);
    assertThat(reached).hasValue(0);
  }

  @Test
  void refusesANameOfWhoseAddressesOneIsPrivate() {
    TargetGuard guard =
        new TargetGuard(
            new AddressRules(List.of()),
            host -> new InetAddress[] {literal("8.8.8.8"), literal("10.0.0.1")});
    StepVerifier.create(guard.check(address(), false))
        .expectError(TargetRefused.class)
        .verify(LIMIT);
  }

  @Test
  void connectsToWhatWasChecked() {
    TargetGuard guard = guard(List.of("loopback"), host -> "127.0.0.1");
    StepVerifier.create(get(guard))
        .expectNext("secret of the inside")
        .expectComplete()
        .verify(LIMIT);
  }

  private interface Names {
    String of(String host);
  }

  private static TargetGuard guard(List<String> allowed, Names names) {
    return new TargetGuard(
        new AddressRules(allowed), host -> new InetAddress[] {literal(names.of(host))});
  }

  private Mono<String> get(TargetGuard guard) {
    return guard
        .guarding(HttpClient.newConnection())
        .get()
        .uri(address())
        .responseContent()
        .aggregate()
        .asString();
  }

  private URI address() {
    return URI.create("http://jira.example.test:" + inside.port() + "/");
  }

  private static InetAddress literal(String address) throws UnknownHostException {
    return InetAddress.getByName(address);
  }
}
