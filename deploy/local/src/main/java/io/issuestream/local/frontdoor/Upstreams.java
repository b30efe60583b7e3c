package io.issuestream.local.frontdoor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Which replica of a service is asked: each in its turn, and those that do not say that they are
 * ready only when there is no other. A service of one process is not probed; there is no choice.
 */
final class Upstreams implements AutoCloseable {
  private static final Duration PROBE = Duration.ofSeconds(1);
  private static final String READINESS = "/actuator/health/readiness";

  private final AtomicInteger turn = new AtomicInteger();
  private final Set<Integer> away = ConcurrentHashMap.newKeySet();
  private final Disposable probing;

  Upstreams(List<Route> routes, HttpClient client) {
    List<Integer> probed =
        routes.stream()
            .filter(route -> route.ports().size() > 1)
            .flatMap(route -> route.ports().stream())
            .distinct()
            .toList();
    probing =
        Flux.fromIterable(probed)
            .flatMap(port ->
                Flux.interval(PROBE).onBackpressureDrop().concatMap(tick -> probe(client, port), 0))
            .subscribe();
  }

  /** Ports to try, one after the other. */
  List<Integer> inTurn(Route route) {
    List<Integer> ports = route.ports();
    if (ports.size() == 1) {
      return ports;
    }
    int first = Math.floorMod(turn.getAndIncrement(), ports.size());
    List<Integer> order = new ArrayList<>(ports.size());
    for (int i = 0; i < ports.size(); i++) {
      order.add(ports.get((first + i) % ports.size()));
    }
    List<Integer> last = order.stream().filter(away::contains).toList();
    order.removeAll(last);
    order.addAll(last);
    return order;
  }

  /** It did not answer; it is asked last until it says that it is ready. */
  void failed(int port) {
    away.add(port);
  }

  @Override
  public void close() {
    probing.dispose();
  }

  private Mono<Boolean> probe(HttpClient client, int port) {
    return client
        .get()
        .uri("http://127.0.0.1:" + port + READINESS)
        .response()
        .map(answer -> answer.status().code() == 200)
        .timeout(PROBE)
        .onErrorReturn(false)
        .doOnNext(ready -> {
          if (ready) {
            away.remove(port);
          } else {
            away.add(port);
          }
        });
  }
}
