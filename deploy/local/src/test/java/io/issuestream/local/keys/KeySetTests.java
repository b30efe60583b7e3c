package io.issuestream.local.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.issuestream.keys.KeysetFile;
import io.issuestream.keys.Rotation.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySetTests {

  @TempDir Path directory;
  private ServiceKeys keys = ServiceKeys.in(Path.of(""));

  @BeforeEach
  void make() {
    keys = ServiceKeys.in(directory).ensure();
  }

  @Test
  void goesThroughItsStagesOnceHoweverOftenAStepIsTaken() {
    for (KeySet set : keys.rotated()) {
      long old = set.newest();
      assertThat(set.stage()).isEqualTo(Stage.AT_REST);
      twice(set::add);
      assertThat(set.stage()).isEqualTo(Stage.ADDED);
      assertThat(set.keys().primary()).isEqualTo(old);
      assertThatThrownBy(set::retire).hasMessageContaining("promote it first");
      twice(set::promote);
      assertThat(set.stage()).isEqualTo(Stage.PROMOTED);
      assertThat(set.keys().all()).containsExactly(old, set.newest());
      twice(set::retire);
      assertThat(set.stage()).isEqualTo(Stage.AT_REST);
      assertThat(set.keys().all()).doesNotContain(old).hasSize(1);
    }
  }

  @Test
  void isNotPromotedBeforeBothHalvesAre() throws Exception {
    KeySet pair = keys.rotated().getLast();
    pair.add();
    String publicBefore = Files.readString(keys.credentialsPublic());
    pair.promote();
    // As if it had been interrupted between its two files.
    Files.writeString(keys.credentialsPublic(), publicBefore);
    assertThat(pair.stage()).isEqualTo(Stage.ADDED);
    pair.promote();
    assertThat(pair.stage()).isEqualTo(Stage.PROMOTED);
    assertThat(KeysetFile.sealing(keys.credentialsPublic()).keys().primary())
        .isEqualTo(pair.newest());
  }

  @Test
  void keepsItsFilesToTheirOwner() throws Exception {
    for (KeySet set : keys.rotated()) {
      set.add();
      set.promote();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(set.file())))
          .isEqualTo("rw-------");
    }
    assertThat(Files.readString(keys.credentialsPublic())).doesNotContain("PrivateKey");
  }

  private static void twice(Runnable step) {
    step.run();
    step.run();
  }
}
