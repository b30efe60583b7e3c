package io.issuestream.sync.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.issuestream.jira.JiraBoard;
import io.issuestream.jira.JiraSprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SprintReadingTests {

  private static final Instant PLANNED = Instant.parse("2026-01-05T09:00:00Z");
  private static final Instant REAL = PLANNED.plusSeconds(3_600);
  private final JiraBoard own = new JiraBoard(3, "Own", "scrum", "PAY");
  private final JiraBoard other = new JiraBoard(4, "Other", "scrum", "WEB");

  private static JiraSprint madeOn(@Nullable Long board) {
    return new JiraSprint(
        7, board, "Sprint 7", JiraSprint.State.ACTIVE, null, PLANNED, null, null, REAL);
  }

  @Test
  void aSprintOnSeveralBoardsStaysThatOfTheBoardItWasMadeOn() {
    SprintReading listed = SprintReading.listed(madeOn(3L), own, "PAY");
    assertThat(listed.boardName()).isEqualTo("Own");
    assertThat(listed.projectKey()).isEqualTo("PAY");
    assertThat(listed.projectSure()).isTrue();

    SprintReading shown = SprintReading.listed(madeOn(3L), other, "WEB");
    assertThat(shown.sprint().boardId()).isEqualTo(3);
    assertThat(shown.boardName()).isNull();
    assertThat(shown.projectSure()).isFalse();
  }

  @Test
  void aSprintThatTellsNoBoardIsTheListingBoards() {
    SprintReading listed = SprintReading.listed(madeOn(null), other, "WEB");
    assertThat(listed.sprint().boardId()).isEqualTo(4);
    assertThat(listed.boardName()).isEqualTo("Other");
  }

  @Test
  void keepsThePlannedStartBesideTheRealOne() {
    JiraSprint sprint = SprintReading.listed(madeOn(null), own, "PAY").sprint();
    assertThat(sprint.start()).isEqualTo(PLANNED);
    assertThat(sprint.activated()).isEqualTo(REAL);
  }
}
