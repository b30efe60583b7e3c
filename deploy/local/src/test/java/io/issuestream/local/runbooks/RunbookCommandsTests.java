package io.issuestream.local.runbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.issuestream.local.cli.IssuestreamCommand;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the runbooks tell people to type, without running it. */
class RunbookCommandsTests {
  private static final Set<String> LANGUAGES =
      Set.of("sh", "sql", "promql", "yaml", "properties", "text");

  /** A word as a shell reads it; quotes stay around it. */
  private static final Pattern WORD = Pattern.compile("'[^']*'|\"[^\"]*\"|\\S+");

  @Test
  void everyBlockSaysWhatItIs() {
    assertThat(Runbook.all()).hasSizeGreaterThan(10);
    for (Runbook runbook : Runbook.all()) {
      assertThat(runbook.blocks())
          .as(runbook.page())
          .allSatisfy(block -> assertThat(block.language()).isIn(LANGUAGES));
    }
  }

  @Test
  void everyCommandOfOursIsUnderstood() {
    int understood = 0;
    for (Runbook runbook : Runbook.all()) {
      for (String command : runbook.ownCommands()) {
        List<String> words = words(command);
        if (words.equals(List.of("build"))) {
          // The start script's own.
          continue;
        }
        assertThatCode(() -> IssuestreamCommand.line().parseArgs(words.toArray(String[]::new)))
            .as(runbook.page() + ": " + command)
            .doesNotThrowAnyException();
        understood++;
      }
    }
    assertThat(understood).isGreaterThan(30);
  }

  /** The arguments; a {@code |} or {@code ;} ends them. */
  private static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(MatchResult::group)
        .skip(1)
        .takeWhile(word -> !Set.of("|", ";", "&&").contains(word))
        .map(word -> word.replaceAll("^(['\"])(.*)\\1$", "$2"))
        .toList();
  }

  @Test
  void everyCommandIsInTheTableOfThoseThatARunbookTestRuns() {
    Set<String> written = new TreeSet<>();
    for (Runbook runbook : Runbook.all()) {
      runbook.commands().forEach(command -> written.add(runbook.page() + ": " + command));
    }
    assertThat(Steps.known().stream().map(Step::key).collect(Collectors.toSet()))
        .isEqualTo(written);
  }
}
