package io.issuestream.jira;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SprintTextTests {

  private static final String PREFIX = "com.atlassian.greenhopper.service.sprint.Sprint@be7f5f[";

  @Test
  void readsTheTextThatServersSend() {
    Map<String, String> sprint =
        SprintText.read(
            PREFIX
                + "id=82,rapidViewId=52,state=CLOSED,name=Chambers Sprint 9,goal=<null>,"
                + "startDate=2016-04-25T10:44:22.273-05:00,endDate=2016-05-09T10:44:00.000-05:00,"
                + "completeDate=2016-05-09T10:48:04.212-05:00,sequence=82]");
    assertThat(sprint)
        .containsEntry("id", "82")
        .containsEntry("rapidViewId", "52")
        .containsEntry("state", "CLOSED")
        .containsEntry("name", "Chambers Sprint 9")
        .containsEntry("completeDate", "2016-05-09T10:48:04.212-05:00")
        .doesNotContainKey("goal");
    assertThat(Instant.parse("2016-04-25T15:44:22.273Z"))
        .isEqualTo(JiraTime.parse(String.valueOf(sprint.get("startDate"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A, b and c              | ship it, all of it
          [Team] 3 = three        | x=1,y=2
          A],goal                 | ]
          q,state=OPEN thing      | a,endDate=soon,b
          x,goal=win              | <null>
          Sprint 1                | done,name=b
          ,                       | =
          n,id=7                  | see,startDate=2016-05-09T10:44:00.000-05:00
          """)
  void keepsCommasBracketsAndEqualsSignsInNameAndGoal(String name, String goal) {
    Map<String, String> sprint =
        SprintText.read(
            PREFIX
                + "id=82,rapidViewId=<null>,state=ACTIVE,name="
                + name
                + ",goal="
                + goal
                + ",startDate=<null>,endDate=<null>,completeDate=<null>,activatedDate=<null>"
                + ",sequence=82,autoStartStop=false,synced=false]");
    assertThat(sprint).containsEntry("name", name).containsEntry("id", "82");
    assertThat(sprint.getOrDefault("goal", "<null>")).isEqualTo(goal);
    assertThat(sprint).containsEntry("sequence", "82").containsEntry("state", "ACTIVE");
  }

  @Test
  void readsAnyOrderOfKeys() {
    Random random = new Random(7);
    List<String> pieces =
        List.of(",", "=", "]", "[", "a b", ", ", "id=", "x=y", ",state", ",sequence=x");
    for (int round = 0; round < 2000; round++) {
      String name = "n" + mix(random, pieces);
      String goal = "g" + mix(random, pieces);
      List<String> pairs =
          new ArrayList<>(
              List.of(
                  "id=" + round,
                  "rapidViewId=3",
                  "state=FUTURE",
                  "name=" + name,
                  "goal=" + goal,
                  "startDate=<null>",
                  "endDate=2016-05-09T10:44:00.000Z",
                  "completeDate=<null>",
                  "sequence=5"));
      Collections.shuffle(pairs, random);
      Map<String, String> sprint = SprintText.read(PREFIX + String.join(",", pairs) + "]");
      assertThat(sprint)
          .as("of %s", pairs)
          .containsEntry("id", Integer.toString(round))
          .containsEntry("name", name)
          .containsEntry("goal", goal)
          .containsEntry("state", "FUTURE");
    }
  }

  @Test
  void passesOverKeysOfLaterVersions() {
    assertThat(SprintText.read(PREFIX + "id=1,state=ACTIVE,name=A,sequence=1,colour=red,wip=]"))
        .containsEntry("id", "1")
        .containsEntry("name", "A")
        .containsEntry("colour", "red");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "id=1", "Sprint@1[id=1", "Sprint@1[id=x,name=A]", "Sprint@1[hello]", "[]"})
  void takesNothingElseForASprint(String text) {
    assertThat(SprintText.read(text)).isNull();
  }

  @Test
  void isNotHeldUpByAGoalFullOfKeys() {
    String goal = "a,name=b,goal=c,id=1,state=X,".repeat(400);
    assertThat(SprintText.read(PREFIX + "id=9,state=ACTIVE,name=N,goal=" + goal + ",sequence=9]"))
        .isNotNull()
        .containsEntry("id", "9");
  }

  private static String mix(Random random, List<String> pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }
}
