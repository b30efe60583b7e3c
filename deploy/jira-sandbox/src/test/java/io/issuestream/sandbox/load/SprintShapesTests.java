package io.issuestream.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.sandbox.data.Sprint;
import io.issuestream.sandbox.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SprintShapesTests {
  private static JsonNode server(String inside) {
    return Json.MAPPER.valueToTree(
        "com.atlassian.greenhopper.service.sprint.Sprint@be7f5f[" + inside + "]");
  }

  @Test
  void readsAServerStringWithCommasEqualsAndBracketsInNameAndGoal() {
    Sprint sprint =
        SprintShapes.read(
            server(
                "id=82,rapidViewId=52,state=CLOSED,name=Q1, part=2 [late],goal=a=b, c],"
                    + "startDate=2016-04-25T10:44:22.273-05:00,endDate=2016-05-09T10:44:00.000-05:00,"
                    + "completeDate=2016-05-09T10:48:04.212-05:00,sequence=82"));
    assertThat(sprint)
        .isEqualTo(
            new Sprint(
                82,
                52L,
                "closed",
                "Q1, part=2 [late]",
                "a=b, c]",
                "2016-04-25T10:44:22.273-05:00",
                "2016-05-09T10:44:00.000-05:00",
                "2016-05-09T10:48:04.212-05:00"));
  }

  @Test
  void readsAServerStringInAnotherOrderOfKeysWithNulls() {
    Sprint sprint =
        SprintShapes.read(
            server(
                "completeDate=<null>,goal=<null>,name=S,endDate=<null>,id=5,rapidViewId=<null>,state=FUTURE,"
                    + "startDate=<null>,autoStartStop=false"));
    assertThat(sprint).isEqualTo(new Sprint(5, null, "future", "S", null, null, null, null));
  }

  @Test
  void readsCloudAndAgileObjects() {
    Sprint cloud =
        SprintShapes.read(
            Json.MAPPER.readTree(
                "{\"id\":7,\"name\":\"A\",\"state\":\"active\",\"boardId\":3,\"goal\":\"\"}"));
    Sprint agile =
        SprintShapes.read(
            Json.MAPPER.readTree(
                "{\"id\":7,\"name\":\"A\",\"state\":\"active\",\"originBoardId\":3,\"goal\":\"\"}"));
    assertThat(cloud)
        .isEqualTo(new Sprint(7, 3L, "active", "A", "", null, null, null))
        .isEqualTo(agile);
  }

  @Test
  void takesNothingElseForASprint() {
    assertThat(SprintShapes.read(Json.MAPPER.readTree("{\"id\":7,\"name\":\"A\"}"))).isNull();
    assertThat(SprintShapes.read(Json.MAPPER.valueToTree("Sprint 7"))).isNull();
    assertThat(SprintShapes.isList(Json.MAPPER.readTree("[]"))).isFalse();
  }
}
