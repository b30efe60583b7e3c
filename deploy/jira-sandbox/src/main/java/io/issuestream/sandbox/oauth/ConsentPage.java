package io.issuestream.sandbox.oauth;

import io.issuestream.sandbox.http.Answer;
import java.util.List;

/** The pages a user sees. Everything that came from outside is escaped. */
final class ConsentPage {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem; color: #172b4d; background: #fff; }
      fieldset { border: 1px solid #8590a2; border-radius: .25rem; margin: 1rem 0; }
      button { font: inherit; padding: .5rem 1.25rem; border-radius: .25rem; border: 1px solid #44546f; background: #fff; color: #172b4d; }
      button.yes { background: #0055cc; border-color: #0055cc; color: #fff; }
      button:focus-visible, input:focus-visible { outline: 3px solid #0055cc; outline-offset: 2px; }
      .error { border-left: .25rem solid #ae2e24; padding-left: .75rem; }
      </style>
      </head>
      <body>
      <main>
      """;

  private ConsentPage() {}

  /** The form. */
  static Answer form(
      String page, AuthorizationRequest request, List<Site> sites, boolean nothingChosen) {
    StringBuilder html = new StringBuilder(HEAD.formatted("Grant access to your Jira"));
    html.append("<h1>").append(escaped(request.clientId())).append(" asks for access</h1>\n");
    if (nothingChosen) {
      html.append("<p class=\"error\" role=\"alert\">Choose at least one site, or decline.</p>\n");
    }
    html.append("<h2>It would be able to</h2>\n<ul>\n");
    for (String scope : request.scopes()) {
      html.append("<li>")
          .append(escaped(Scopes.sentence(scope)))
          .append(" <small>(")
          .append(escaped(scope))
          .append(")</small></li>\n");
    }
    html.append("</ul>\n<form method=\"post\" action=\"/auth/authorize\">\n")
        .append("<input type=\"hidden\" name=\"consent\" value=\"")
        .append(escaped(page))
        .append("\">\n<fieldset>\n<legend>On these sites</legend>\n");
    for (Site site : sites) {
      html.append("<div><label><input type=\"checkbox\" name=\"site\" value=\"")
          .append(escaped(site.cloudId()))
          .append("\"> ")
          .append(escaped(site.name()))
          .append(" (")
          .append(escaped(site.url()))
          .append(")</label></div>\n");
    }
    html.append(
        """
        </fieldset>
        <button class="yes" type="submit" name="decision" value="accept">Accept</button>
        <button type="submit" name="decision" value="decline">Decline</button>
        </form>
        </main>
        </body>
        </html>
        """);
    return page(nothingChosen ? 400 : 200, html.toString());
  }

  /** What is wrong, where there is nowhere to send the user. */
  static Answer refused(String sentence) {
    String html =
        HEAD.formatted("This request cannot be answered")
            + "<h1>This request cannot be answered</h1>\n<p class=\"error\" role=\"alert\">"
            + escaped(sentence)
            + "</p>\n</main>\n</body>\n</html>\n";
    return page(400, html);
  }

  private static Answer page(int status, String html) {
    return Answer.text(status, "text/html;charset=UTF-8", html)
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer")
        .with("X-Content-Type-Options", "nosniff")
        .with(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors"
                + " 'none'");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
