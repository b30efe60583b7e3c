package io.issuestream.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTests {
  @TempDir Path directory;
  private Path path = Path.of("");

  @BeforeEach
  void name() {
    path = directory.resolve("part.log");
  }

  @Test
  void givesItsLastLines() throws Exception {
    Files.writeString(path, "one\ntwo\nthree\n");

    assertThat(new LogFile(path).lastLines(2)).containsExactly("two", "three");
    assertThat(new LogFile(directory.resolve("none.log")).lastLines(2)).isEmpty();
  }

  @Test
  void keepsTheLastFiveWhenPutAside() throws Exception {
    for (int i = 1; i <= 8; i++) {
      Files.writeString(path, "run " + i);
      new LogFile(path).rotate();
    }

    assertThat(path).doesNotExist();
    assertThat(directory.resolve("part.log.1")).hasContent("run 8");
    assertThat(directory.resolve("part.log.5")).hasContent("run 4");
    assertThat(directory.resolve("part.log.6")).doesNotExist();
  }

  @Test
  void isCutUnderAProcessThatGoesOnWriting() throws Exception {
    try (OutputStream writer =
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      writer.write("before\n".getBytes(StandardCharsets.UTF_8));
      new LogFile(path).rotateWhenLargerThan(3);
      writer.write("after\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(path).hasContent("after\n");
    assertThat(directory.resolve("part.log.1")).hasContent("before\n");
  }
}
