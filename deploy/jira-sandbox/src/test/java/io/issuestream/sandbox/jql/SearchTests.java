package io.issuestream.sandbox.jql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.sandbox.data.Issue;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.data.JiraTime;
import io.issuestream.sandbox.data.SortPoint;
import io.issuestream.sandbox.generate.GenerateOptions;
import io.issuestream.sandbox.generate.TeamGenerator;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTests {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Instant NOW = GenerateOptions.DEFAULT_ANCHOR;
  private static final JiraData DATA = new JiraData("http://sandbox");
  private static final List<Issue> ALL = new ArrayList<>();

  @BeforeAll
  static void fill() {
    TeamGenerator.generate(GenerateOptions.of(600, 3).in(List.of("PAY", "INT", "WEB")), DATA);
    DATA.projects()
        .values()
        .forEach(project -> {
          for (int i = 0; i < project.size(); i++) {
            ALL.add(project.get(i));
          }
        });
  }

  private static Search search(String jql) {
    return new Search(DATA, Query.parse(jql), UTC, NOW);
  }

  /**
   * Checks count and content against a plain filter over all issues, and the order against sorting
   * them.
   */
  private static void expect(String jql, Predicate<Issue> matching) {
    List<Long> expected = ALL.stream().filter(matching).map(Issue::id).sorted().toList();
    assertThat(search(jql).count()).isEqualTo(expected.size());
    assertThat(search(jql + " ORDER BY id").after(null, 10_000))
        .extracting(Issue::id)
        .isEqualTo(expected);
    assertThat(search(jql + " ORDER BY id DESC").after(null, 10_000))
        .extracting(Issue::id)
        .isEqualTo(expected.reversed());
  }

  @Test
  void findsByProjectIdKeyAndSprint() {
    long middle = ALL.get(300).id();
    expect("project = \"INT\"", i -> i.projectKey().equals("INT"));
    expect("project = Payments", i -> i.projectKey().equals("PAY"));
    expect("project in (\"INT\", 10000)", i -> !i.projectKey().equals("WEB"));
    expect("project != PAY", i -> !i.projectKey().equals("PAY"));
    expect(
        "project = WEB AND id > " + middle, i -> i.projectKey().equals("WEB") && i.id() > middle);
    expect("id >= 10010 AND id <= 10020", i -> i.id() >= 10_010 && i.id() <= 10_020);
    expect("id >= 10010 AND id < 10020 AND id > 10005", i -> i.id() >= 10_010 && i.id() < 10_020);
    expect("key in (PAY-3, \"INT-5\")", i -> List.of("PAY-3", "INT-5").contains(i.key()));
    expect("issuekey > \"INT-150\"", i -> i.projectKey().equals("INT") && i.number() > 150);
    expect("id in (10001, 10002) OR key = WEB-7", i -> i.id() < 10_003 || i.key().equals("WEB-7"));
    expect(
        "NOT project = PAY AND NOT (id < 10100)",
        i -> !i.projectKey().equals("PAY") && i.id() >= 10_100);
    expect("sprint = 2", i -> Arrays.stream(i.sprintIds()).anyMatch(s -> s == 2));
    expect("sprint is EMPTY", i -> i.sprintIds().length == 0);
    expect("sprint = \"PAY Sprint 1\"", i -> Arrays.stream(i.sprintIds()).anyMatch(s -> s == 1));
    expect("project = PAY AND project = WEB", i -> false);
  }

  @Test
  void findsByDateToTheMinute() {
    Issue some = ALL.get(100);
    String minute = JiraTime.text(some.updated()).substring(0, 16).replace('T', ' ');
    long floor = some.updated() / 60_000 * 60_000;
    expect("updated >= \"" + minute + "\"", i -> i.updated() >= floor);
    expect("updated < \"" + minute + "\"", i -> i.updated() < floor);
    expect("created > \"" + minute + "\"", i -> i.created() > floor);
    expect("updated >= -2d", i -> i.updated() >= NOW.toEpochMilli() - 2 * 86_400_000L);
    Search newYork =
        new Search(
            DATA, Query.parse("updated >= \"" + minute + "\""), ZoneId.of("America/New_York"), NOW);
    long shifted =
        LocalDateTime.parse(minute.replace(' ', 'T'))
            .atZone(ZoneId.of("America/New_York"))
            .toInstant()
            .toEpochMilli();
    assertThat(newYork.count()).isEqualTo(ALL.stream().filter(i -> i.updated() >= shifted).count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "project = \"INT\" ORDER BY id ASC",
        "id > 0 ORDER BY updated ASC",
        "id > 0 ORDER BY created DESC, key ASC",
        "id > 0 ORDER BY key DESC",
        "id > 0"
      })
  void givesEachIssueOnceWhenPagedByPlace(String jql) {
    List<Issue> paged = new ArrayList<>();
    SortPoint place = null;
    while (true) {
      List<Issue> page = search(jql).after(place, 37);
      if (page.isEmpty()) {
        break;
      }
      paged.addAll(page);
      place = page.getLast();
    }
    assertThat(paged).hasSize((int) search(jql).count()).doesNotHaveDuplicates();
    assertThat(paged).isEqualTo(search(jql).after(null, 10_000));
    List<Issue> sliced = new ArrayList<>();
    for (int start = 0; start < paged.size(); start += 41) {
      sliced.addAll(search(jql).slice(start, 41));
    }
    assertThat(sliced).isEqualTo(paged);
  }

  @Test
  void sortsByKeyAsPeopleCount() {
    assertThat(search("project = WEB ORDER BY key").after(null, 12))
        .extracting(Issue::key)
        .containsExactly(
            "WEB-1", "WEB-2", "WEB-3", "WEB-4", "WEB-5", "WEB-6", "WEB-7", "WEB-8", "WEB-9",
            "WEB-10", "WEB-11", "WEB-12");
    Comparator<Issue> newest = Comparator.comparingLong(Issue::updated).reversed();
    assertThat(search("id > 0 ORDER BY updated DESC").after(null, 600)).isSortedAccordingTo(newest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "project = NOPE",
        "key = \"PAY-99999\"",
        "id in (10001, 77)",
        "sprint = 999",
        "project > PAY"
      })
  void refusesWhatDoesNotExist(String jql) {
    assertThatThrownBy(() -> search(jql)).isInstanceOf(QueryRejected.class);
  }

  @Test
  void knowsWhetherAQueryIsBounded() {
    assertThat(search("order by id").bounded()).isFalse();
    assertThat(search("id > 0").bounded()).isTrue();
  }
}
