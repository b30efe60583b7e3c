package io.issuestream.integration.oauth;

/** Atlassian did not say which sites a token is for. */
final class SitesUnknown extends RuntimeException {

  SitesUnknown(String what) {
    super("Atlassian did not list the sites: " + what);
  }
}
