package io.issuestream.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessFiguresTests {

  @Test
  void tellWhatThisProcessUses() {
    ProcessFigures here = ProcessFigures.of(ProcessHandle.current());

    assertThat(here.memoryBytes()).isGreaterThan(20L * 1024 * 1024);
    assertThat(here.peakBytes()).isGreaterThan(20L * 1024 * 1024);
    assertThat(here.cpu()).isGreaterThan(Duration.ofMillis(100));
  }

  @Test
  void areZeroForAProcessThatHasEnded() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ProcessHandle handle = ended.toHandle();
    ended.waitFor();

    assertThat(ProcessFigures.of(handle)).isEqualTo(new ProcessFigures(0, 0, Duration.ZERO));
  }
}
