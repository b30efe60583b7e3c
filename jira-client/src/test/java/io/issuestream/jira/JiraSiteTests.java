package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JiraSiteTests {

  @Test
  void keepsAContextPathAndDropsTheSlashBehindIt() {
    JiraSite site = new JiraSite(JiraKind.DATA_CENTER, URI.create("https://x.example.com/jira//"));
    assertThat(site.resolve("/rest/api/2/myself?a=b%20c"))
        .hasToString("https://x.example.com/jira/rest/api/2/myself?a=b%20c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jira.example.com",
        "ftp://x.example.com",
        "file:///etc/passwd",
        "https://",
        "https://me:pw@x.example.com",
        "https://x.example.com/?a=b",
        "https://x.example.com/#a"
      })
  void refusesWhatIsNoPlainAddress(String address) {
    assertThatThrownBy(() -> new JiraSite(JiraKind.CLOUD, URI.create(address)))
        .isInstanceOf(Exception.class);
  }

  @Test
  void checksLimitsAndSearches() {
    assertThat(JiraLimits.defaults().requestsPerSecond()).isEqualTo(10);
    assertThatThrownBy(() -> JiraLimits.defaults().withRequestsPerSecond(0))
        .hasMessageContaining("requestsPerSecond");
    assertThatThrownBy(
            () -> new JiraLimits(1, 3, Duration.ZERO, Duration.ZERO, 1, 1, Duration.ofSeconds(1)))
        .hasMessageContaining("requestTimeout");
    assertThatThrownBy(() -> new IssueSearch(" ", List.of("id"), false, 1, null))
        .hasMessageContaining("query");
    assertThatThrownBy(() -> new IssueSearch("x", List.of(), false, 1, null))
        .hasMessageContaining("field");
    assertThatThrownBy(() -> new IssueSearch("x", List.of("id"), false, 0, null))
        .hasMessageContaining("5000");
    assertThatThrownBy(() -> new SearchCursor("")).hasMessageContaining("empty");
  }
}
