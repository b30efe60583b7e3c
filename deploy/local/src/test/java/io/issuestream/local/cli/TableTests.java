package io.issuestream.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTests {

  @Test
  void makesColumnsAsWideAsTheirWidestCellWhateverItsColour() {
    Table table =
        new Table("PART", "STATE", "PORT")
            .row("kafka", "\033[32mready\033[0m", "9092")
            .row("x", "no", "1");

    assertThat(table.lines())
        .containsExactly(
            "PART   STATE  PORT", "kafka  \033[32mready\033[0m  9092", "x      no     1");
  }
}
