package io.issuestream.local.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.issuestream.embedded.Ports;
import io.issuestream.embedded.ServerDidNotStart;
import io.issuestream.local.parts.AppJar;
import io.issuestream.local.parts.Programs;
import io.issuestream.local.parts.SampleJar;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.process.LogFile;
import io.issuestream.local.supervisor.HttpProbe;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalIT {
  @TempDir Path directory;

  @Test
  void leavesACacheThatTheNextStartUses() throws Exception {
    SampleJar.write(directory, "user-matcher");
    AppJar jar = AppJar.prepare(directory, "user-matcher", directory);
    int port = Ports.free(1).getFirst();

    Rehearsal rehearsal =
        new Rehearsal(
            "user-matcher",
            jar.startUpCache(),
            Programs.service(jar, ServiceSpec.USER_MATCHER),
            Map.of("SERVER_PORT", Integer.toString(port)),
            new LogFile(directory.resolve("rehearsal.log")),
            () -> HttpProbe.isOk(URI.create("http://127.0.0.1:" + port + "/")));
    rehearsal.begin().end();

    assertThat(jar.startUpCache()).isNotEmptyFile();
    assertThat(Programs.service(jar, ServiceSpec.USER_MATCHER))
        .contains("-XX:AOTCache=" + jar.startUpCache());
  }

  @Test
  void leavesNoneWhenTheProgramDoesNotStart() {
    Path cache = directory.resolve("app.aot");
    List<String> command =
        List.of(System.getProperty("java.home") + "/bin/java", "-cp", "nothing", "Nothing");
    LogFile log = new LogFile(directory.resolve("rehearsal.log"));

    assertThatExceptionOfType(ServerDidNotStart.class)
        .isThrownBy(
            () -> new Rehearsal("broken", cache, command, Map.of(), log, () -> false).begin())
        .withMessageContaining("broken ended:")
        .withMessageContaining("ClassNotFoundException");
    assertThat(cache).doesNotExist();
  }
}
