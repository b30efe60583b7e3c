package io.issuestream.local.supervisor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a URL whether its server serves: 200 means yes, everything else no. */
public final class HttpProbe {
  private static final Duration BOUND = Duration.ofMillis(1500);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(BOUND).build();

  private HttpProbe() {}

  /** Answers within two seconds. */
  public static boolean isOk(URI uri) {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(BOUND).build();
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
