package io.issuestream.local.frontdoor;

import java.util.List;
import java.util.Optional;

/**
 * A path prefix and the service that answers everything under it.
 *
 * @param prefix a path without a slash at its end, such as {@code /api/v1/issues}
 * @param service name, as people know it
 * @param ports where its replicas listen on the loopback address
 * @param bodyLimit largest request body that is passed on, in bytes
 */
public record Route(String prefix, String service, List<Integer> ports, long bodyLimit) {

  public Route {
    ports = List.copyOf(ports);
  }

  /** Answered by one process alone. */
  public Route(String prefix, String service, int port, long bodyLimit) {
    this(prefix, service, List.of(port), bodyLimit);
  }

  boolean takes(String path) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }

  static Optional<Route> of(String path, List<Route> routes) {
    return routes.stream().filter(route -> route.takes(path)).findFirst();
  }
}
