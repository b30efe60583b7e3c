package io.issuestream.integration.oauth;

import java.util.Locale;

/** How a consent ended, in words for whoever gave it. */
enum Outcome {
  /** The team's Jira is connected. */
  CONNECTED(200, "Jira is connected", "You can close this page and go on."),
  /** Several sites were granted. */
  CHOOSE_SITE(200, "Choose a site", "Go back and choose which of your sites to connect."),
  /** Atlassian's page was declined. */
  DECLINED(
      200, "Jira was not connected", "You declined at Atlassian. Nothing was stored; start again."),
  /** The state is unknown, used, too old, or another browser's. */
  EXPIRED(
      400,
      "This link is no longer valid",
      "It was used already, took too long, or was begun in another browser. Start connecting"
          + " again."),
  /** No Jira site was granted. */
  NO_SITE(
      422,
      "No Jira site to connect",
      "Your account granted no Jira site. Start again and choose a site at Atlassian's page."),
  /** The team is connected to a site that was not granted. */
  ANOTHER_SITE(
      409,
      "Another Jira is connected",
      "Your team is connected to a Jira that you did not grant. Grant that one, or disconnect it"
          + " first."),
  /** Anything else. */
  FAILED(
      422,
      "Jira could not be connected",
      "Atlassian or Jira did not accept it. Start connecting again; if it fails once more, ask"
          + " whoever runs Issuestream.");

  private final int status;
  private final String title;
  private final String advice;

  Outcome(int status, String title, String advice) {
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  int status() {
    return status;
  }

  /** As it stands in the address of the page where the browser ends. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A short page; all of its words are ours. */
  String page() {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s</title></head>
    <body><main><h1>%s</h1><p>%s</p></main></body>
    </html>
    """
        .formatted(title, title, advice);
  }
}
