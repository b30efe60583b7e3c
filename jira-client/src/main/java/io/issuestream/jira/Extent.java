package io.issuestream.jira;

import java.util.ArrayList;
import java.util.List;

/** How far a limit of Jira's reaches within one connection. */
sealed interface Extent {

  /** Every request of the connection. */
  record Everything() implements Extent {}

  /**
   * Every request to one endpoint.
   *
   * @param template path as a template
   */
  record Endpoint(String template) implements Extent {}

  /**
   * Every request about one issue.
   *
   * @param id its numeric id
   */
  record Issue(long id) implements Extent {}

  Extent EVERYTHING = new Everything();

  /** Every extent that a request lies in. */
  static List<Extent> around(JiraRequest request) {
    List<Extent> around = new ArrayList<>(3);
    around.add(EVERYTHING);
    around.add(new Endpoint(request.endpoint()));
    request.issueId().ifPresent(id -> around.add(new Issue(id)));
    return List.copyOf(around);
  }

  /**
   * What has to wait after a request was asked to slow down. Atlassian names four reasons; one that
   * is new, that is missing or that does not fit the request stops the whole connection, which is
   * never too little.
   */
  static Extent slowedDownBy(JiraFailure.RateLimited limited, JiraRequest request) {
    return switch (limited.kind()) {
      case BURST -> new Endpoint(request.endpoint());
      case ISSUE ->
          request.issueId().isPresent() ? new Issue(request.issueId().getAsLong()) : EVERYTHING;
      case QUOTA, UNKNOWN -> EVERYTHING;
    };
  }
}
