package io.issuestream.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FirstRequestsTests {
  private static final Instant CHOSEN = Instant.parse("2026-11-20T10:00:00Z");
  private static final JsonNode LOG =
      JsonMapper.builder()
          .build()
          .readTree(
              """
              [{"at":"2026-11-20T09:59:59.900Z","path":"/rest/api/3/project/search","query":"maxResults=100"},
               {"at":"2026-11-20T10:00:00.100Z","path":"/rest/agile/1.0/board","query":"projectKeyOrId=PAYROLL"},
               {"at":"2026-11-20T10:00:00.250Z","path":"/rest/agile/1.0/board","query":"projectKeyOrId=PAY"},
               {"at":"2026-11-20T10:00:00.300Z","path":"/rest/api/3/search/jql","query":"jql=project = \\"PAY\\""},
               {"at":"2026-11-20T09:59:59.950Z","path":"/rest/api/3/search/jql","query":"jql=project = \\"EARLY\\""}]
              """);

  @Test
  void takesTheFirstThatNamesTheProjectAndNoOther() {
    assertThat(new FirstRequests(LOG).after(chosen("PAY"))).contains(Duration.ofMillis(250));
  }

  @Test
  void isAtOnceWhenTheRequestWasFasterThanTheAnswer() {
    assertThat(new FirstRequests(LOG).after(chosen("EARLY"))).contains(Duration.ZERO);
  }

  @Test
  void isNotKnownWhereNothingNamesTheProject() {
    assertThat(new FirstRequests(LOG).after(chosen("WEB"))).isEmpty();
  }

  private static Selection.Chosen chosen(String key) {
    return new Selection.Chosen("1", key, key, false, CHOSEN);
  }
}
