package io.issuestream.sandbox.limit;

import org.jspecify.annotations.Nullable;

/**
 * A request as the limits see it.
 *
 * @param account who asks: an OAuth grant, or the one account behind the other credentials
 * @param tenant the site asked
 * @param method HTTP method
 * @param endpoint the path with ids and keys replaced by a star
 * @param issue the issue's id or key in the path, null where it names none
 * @param metered whether it counts against a quota: callers by OAuth do
 * @param dataCenter whether Data Center is asked
 */
public record Asked(
    String account,
    String tenant,
    String method,
    String endpoint,
    @Nullable String issue,
    boolean metered,
    boolean dataCenter) {

  /** Whether it changes something; searching by POST does not. */
  boolean writes() {
    return method.equals("PUT") || method.equals("DELETE");
  }

  String endpointScope() {
    return tenant + " " + method + " " + endpoint;
  }

  String issueScope() {
    return tenant + " " + (issue == null ? endpoint : issue);
  }
}
