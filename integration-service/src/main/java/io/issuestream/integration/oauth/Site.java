package io.issuestream.integration.oauth;

import java.util.List;

/** A site that consent was given for. */
record Site(String cloudId, String name, String url, List<String> scopes) {

  Site {
    scopes = List.copyOf(scopes);
  }
}
