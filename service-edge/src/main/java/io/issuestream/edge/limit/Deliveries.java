package io.issuestream.edge.limit;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Tells webhooks, which are large, many and from one address, from other requests. */
final class Deliveries {

  private static final PathPattern HOOK =
      PathPatternParser.defaultInstance.parse("/api/v1/webhooks/{source:jira|github}/{hookId}");

  private Deliveries() {}

  static boolean contain(ServerHttpRequest request) {
    return request.getMethod().equals(HttpMethod.POST)
        && HOOK.matches(request.getPath().pathWithinApplication());
  }
}
