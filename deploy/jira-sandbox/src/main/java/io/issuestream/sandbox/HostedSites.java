package io.issuestream.sandbox;

import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.edit.EditRefused;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.oauth.Site;
import java.util.List;

/** The sites there are: the one that is loaded or generated, and a small one beside it. */
final class HostedSites {
  private static final String SECOND_PROJECT = "LAB";
  private static final int SECOND_ISSUES = 60;

  private final HostedSite main;
  private final HostedSite second;

  /**
   * Makes both.
   *
   * @param origin the server's address
   * @param mainUrl the main site's own address
   */
  HostedSites(String origin, String mainUrl) {
    main = new HostedSite(new Site(Site.MAIN_ID, "sandbox", mainUrl), origin);
    second = new HostedSite(new Site(Site.SECOND_ID, "second", origin + "/second"), origin);
    second.generate(GenerateOptions.of(SECOND_ISSUES, 2).in(List.of(SECOND_PROJECT)));
  }

  HostedSite main() {
    return main;
  }

  List<Site> all() {
    return List.of(main.site(), second.site());
  }

  /** The site with this cloud id. */
  HostedSite get(String cloudId) {
    if (cloudId.equals(Site.MAIN_ID)) {
      return main;
    }
    if (cloudId.equals(Site.SECOND_ID)) {
      return second;
    }
    throw new IllegalArgumentException("There is no site " + cloudId + ".");
  }

  /** The site where an issue is, the main one where it is on both or on none. */
  HostedSite holding(String idOrKey) {
    return main.data().find(idOrKey) == null && second.data().find(idOrKey) != null ? second : main;
  }

  /**
   * The site where a project is, the main one where it is on both.
   *
   * @throws EditRefused if it is on none
   */
  HostedSite withProject(String key) {
    for (HostedSite site : List.of(main, second)) {
      JiraData data = site.data();
      if (data.read(() -> data.projects().containsKey(key))) {
        return site;
      }
    }
    throw EditRefused.because("There is no project " + key + ".");
  }
}
