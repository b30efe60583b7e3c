package io.issuestream.sandbox.oauth;

/**
 * A Jira Cloud site that a user may grant.
 *
 * @param cloudId its id, a UUID, the same in every sandbox
 * @param name its name, the host name's first part at Atlassian
 * @param url its own address, where browsers go
 */
public record Site(String cloudId, String name, String url) {
  /** The site with the data that was loaded or generated. */
  public static final String MAIN_ID = "6c1a3f0e-5b7d-4c52-9a41-0d8f2e7b1c11";

  /** The site with a small project of its own. */
  public static final String SECOND_ID = "b2e94d77-18c6-4f0a-8d35-7a60c9f3e522";

  /** Where its picture would be. */
  String avatarUrl() {
    return url + "/avatar.png";
  }
}
