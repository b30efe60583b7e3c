package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IssueScrubTests {

  private static final String ACCOUNT = "5b10ac8d82e05b22cc7d4ef5";

  private static final IssueScrub.People ADA =
      new IssueScrub.People() {
        @Override
        public boolean account(String account) {
          return account.equals(ACCOUNT) || account.equals("JIRAUSER10100");
        }

        @Override
        public boolean email(String email) {
          return email.equalsIgnoreCase("ada@example.com");
        }

        @Override
        public String pseudonym(String account) {
          return account.startsWith("erased:") ? account : "erased:" + account.length();
        }

        @Override
        public String name() {
          return "Erased person";
        }
      };

  private static IssueScrub.Scrubbed scrub(String json) {
    return new IssueScrub(ADA)
        .scrub(
            new IssueDocument(json.getBytes(StandardCharsets.UTF_8)),
            text -> text.contains("Ada Test"));
  }

  private static JsonNode clean(String json) {
    return JsonMapper.shared().readTree(scrub(json).document().json());
  }

  @Test
  void takesAPersonOutOfEveryUserThatNamesThem() {
    JsonNode clean =
        clean(
            """
            {"id":"1","key":"PAY-1","fields":{
              "assignee":{"self":"https://x/user?accountId=5b10ac8d82e05b22cc7d4ef5",
                "accountId":"5b10ac8d82e05b22cc7d4ef5","emailAddress":"ada@example.com","displayName":"Ada Test",
                "avatarUrls":{"48x48":"https://x/5b10ac8d82e05b22cc7d4ef5.png"},"active":true,
                "accountType":"atlassian","timeZone":"Europe/Berlin"},
              "reporter":{"accountId":"other","displayName":"Bob Test"},
              "customfield_1":[{"accountId":"5b10ac8d82e05b22cc7d4ef5","displayName":"Ada Test"}],
              "customfield_2":"5b10ac8d82e05b22cc7d4ef5",
              "comment":{"comments":[{"author":{"accountId":"5b10ac8d82e05b22cc7d4ef5","displayName":"Ada Test"},
                "body":"Look at [~accountid:5b10ac8d82e05b22cc7d4ef5] and [~other]"}]}}}
            """);

    assertThat(clean.at("/fields/assignee"))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"accountId":"erased:24","displayName":"Erased person","active":false,"accountType":"atlassian"}
                    """));
    assertThat(clean.at("/fields/reporter/displayName").asString()).isEqualTo("Bob Test");
    assertThat(clean.at("/fields/comment/comments/0/body").asString())
        .isEqualTo("Look at [~erased:24] and [~other]");
    assertThat(clean.toString()).doesNotContain(ACCOUNT, "Ada", "ada@");
  }

  @Test
  void takesThemOutOfTheChangelog() {
    JsonNode clean =
        clean(
            """
            {"id":"1","key":"PAY-1","changelog":{"histories":[{"id":"7",
              "author":{"accountId":"5b10ac8d82e05b22cc7d4ef5","displayName":"Ada Test"},"items":[
              {"field":"assignee","from":"5b10ac8d82e05b22cc7d4ef5","fromString":"Ada Test","to":"other",
                "toString":"Bob Test","tmpFromAccountId":"5b10ac8d82e05b22cc7d4ef5","tmpToAccountId":"other"},
              {"field":"Reviewers","from":null,"fromString":"","to":"[5b10ac8d82e05b22cc7d4ef5, other]",
                "toString":"Ada Test, Bob Test"}]}]}}
            """);

    assertThat(clean.at("/changelog/histories/0/items/0/from").asString()).isEqualTo("erased:24");
    assertThat(clean.at("/changelog/histories/0/items/0/to").asString()).isEqualTo("other");
    assertThat(clean.at("/changelog/histories/0/items/1/to").asString())
        .isEqualTo("[erased:24, other]");
    assertThat(clean.at("/changelog/histories/0/items/1/toString").asString())
        .isEqualTo("Erased person, Bob Test");
    assertThat(clean.toString()).doesNotContain(ACCOUNT, "Ada");
  }

  @Test
  void takesThemOutOfMentions() {
    JsonNode clean =
        clean(
            """
            {"id":"1","key":"PAY-1","fields":{"description":{"type":"doc","content":[{"type":"mention",
              "attrs":{"id":"5b10ac8d82e05b22cc7d4ef5","text":"@Ada Test"}}]}}}
            """);

    assertThat(clean.toString()).doesNotContain(ACCOUNT, "Ada").contains("@Erased person");
  }

  @Test
  void knowsDataCentersUsersByKeyNameAndAddress() {
    String dataCenter =
        """
        {"id":"1","key":"PAY-1","fields":{
          "assignee":{"name":"ada","key":"JIRAUSER10100","displayName":"Ada Test"},
          "reporter":{"name":"ada2","key":"JIRAUSER10200","emailAddress":"Ada@Example.com","displayName":"A. Test"},
          "status":{"name":"ada","id":"3"}}}
        """;

    assertThat(scrub(dataCenter).accounts()).containsExactly("JIRAUSER10200");
    JsonNode clean = clean(dataCenter);
    assertThat(clean.at("/fields/assignee/key").asString()).isEqualTo("erased:13");
    assertThat(clean.at("/fields/assignee/name").asString()).isEqualTo("erased:13");
    assertThat(clean.at("/fields/status/name").asString()).isEqualTo("ada");
    assertThat(clean.toString()).doesNotContain("JIRAUSER", "Test", "@");
  }

  @Test
  void tellsWhereTextsNameThemAndLeavesTheTexts() {
    IssueScrub.Scrubbed scrubbed =
        scrub(
            """
            {"id":"1","key":"PAY-1","fields":{"summary":"Ask Ada Test","labels":["calm"],
              "comment":{"comments":[{"body":"Ada Test knows"}]},
              "assignee":{"accountId":"5b10ac8d82e05b22cc7d4ef5","displayName":"Ada Test"}}}
            """);

    assertThat(scrubbed.fields()).containsExactly("comment", "summary");
    assertThat(new String(scrubbed.document().json(), StandardCharsets.UTF_8))
        .contains("Ask Ada Test");
  }

  @Test
  void leavesAnIssueThatNamesNobodyByteForByte() {
    var document =
        new IssueDocument(
            "{\"id\": \"1\", \"key\": \"PAY-1\", \"fields\": {\"n\": 3.0}}"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(new IssueScrub(ADA).scrub(document, text -> false).document()).isSameAs(document);
  }

  @Test
  void keepsNumbersAsJiraWroteThem() {
    assertThat(
            new String(
                scrub(
                        """
                        {"n":3.0,"m":12345678901234567890.10,"u":{"accountId":"5b10ac8d82e05b22cc7d4ef5"}}
                        """)
                    .document()
                    .json(),
                StandardCharsets.UTF_8))
        .contains("3.0", "12345678901234567890.10");
  }
}
