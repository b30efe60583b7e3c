package io.issuestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTests {
  private final ProcessIdentity here = ProcessIdentity.of(ProcessHandle.current());

  @Test
  void findsItsProcessAgainByTheTextItIsWrittenAs() {
    assertThat(ProcessIdentity.parse(here.toString()).flatMap(ProcessIdentity::find))
        .contains(ProcessHandle.current());
  }

  @Test
  void isNotTakenForAnotherProcessWithTheSameNumber() {
    assertThat(new ProcessIdentity(here.pid(), here.startTicks() - 1).find()).isEmpty();
  }

  @Test
  void findsNothingOnceTheProcessHasEnded() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ProcessIdentity identity = ProcessIdentity.of(ended.toHandle());
    ended.waitFor();

    assertThat(identity.find()).isEmpty();
  }

  @Test
  void readsOnlyItsOwnKindOfText() {
    assertThat(ProcessIdentity.parse("postgres")).isEmpty();
    assertThat(ProcessIdentity.parse("12-")).isEmpty();
  }

  @Test
  void readsAWholeCommandLine() {
    assertThat(ProcessIdentity.commandLine(ProcessHandle.current()))
        .first()
        .asString()
        .endsWith("java");
  }
}
