package io.issuestream.local.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A collector of traces, to which services send theirs as to any other: OTLP over HTTP. */
final class TakenSpans implements AutoCloseable {
  /** The first test's are enough. */
  private static final int MOST = 400;

  private final HttpServer server;
  private final List<String> taken = new CopyOnWriteArrayList<>();

  TakenSpans() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/v1/traces", this::take);
    server.setExecutor(Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()));
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (taken.size() < MOST) {
        taken.add(new String(body, StandardCharsets.ISO_8859_1));
      }
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** What tells a service to send every span here. */
  Map<String, String> settings() {
    return Map.of(
        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces",
        "MANAGEMENT_TRACING_SAMPLING_PROBABILITY",
        "1.0");
  }

  /** Whether a service sent a span of a name in a trace; names and ids lie in the bytes as such. */
  boolean has(String service, String span, String traceId) {
    String id = new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
    return taken.stream()
        .anyMatch(body -> body.contains(service) && body.contains(span) && body.contains(id));
  }

  /** All that was told, as bytes. */
  byte[] all() {
    return String.join("\n", taken).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
