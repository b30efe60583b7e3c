package io.issuestream.local.parts;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Stands for a service where only its life as a process matters: listens where it is told to, says
 * that it is ready, and answers everything with its environment.
 */
public final class SampleService {
  private SampleService() {}

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args.length > 3 ? args[3] : System.getenv("SERVER_PORT"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = System.getenv().toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }
}
