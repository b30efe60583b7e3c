package io.issuestream.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTests {

  @Test
  void keepsItsThingsInTheProjectUnlessToldOtherwise() {
    assertThat(Home.of(Map.of()).directory()).hasFileName(".issuestream");
    assertThat(Home.of(Map.of("ISSUESTREAM_HOME", "/somewhere")).directory())
        .isEqualTo(Path.of("/somewhere"));
  }

  @Test
  void movesEveryPortByTheOffset() {
    PortPlan usual = Home.of(Map.of()).ports();
    PortPlan moved = Home.of(Map.of("ISSUESTREAM_PORT_OFFSET", "1000")).ports();

    assertThat(usual.frontDoor()).isEqualTo(8080);
    assertThat(usual.service(4)).isEqualTo(8085);
    assertThat(usual.kafka()).isEqualTo(9092);
    assertThat(usual.postgres()).isEqualTo(5439);
    assertThat(moved.frontDoor()).isEqualTo(9080);
    assertThat(moved.sandbox()).isEqualTo(9090);
    assertThat(moved.kafkaController()).isEqualTo(10093);
  }

  @Test
  void saysWhatAnOffsetMustBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Home.of(Map.of("ISSUESTREAM_PORT_OFFSET", "many")))
        .withMessage("ISSUESTREAM_PORT_OFFSET must be a number, not \"many\".");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Home.of(Map.of("ISSUESTREAM_PORT_OFFSET", "60000")))
        .withMessageContaining("from 0 to 56442, not 60000");
  }

  @Test
  void isTheOwnersAlone(@TempDir Path directory) throws Exception {
    Home home = new Home(directory, directory.resolve("home"), new PortPlan(0));
    home.create();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.keys())))
        .isEqualTo("rwx------");
  }
}
