package io.issuestream.local.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTests {

  @TempDir Path directory;

  @Test
  void keepsThoseThatAreThereAndMakesTheMissing() {
    String first = Passwords.in(directory).ensure(List.of("one")).of("one");

    Passwords again = Passwords.in(directory).ensure(List.of("one", "two"));

    assertThat(again.of("one")).isEqualTo(first);
    assertThat(again.of("two")).isNotEqualTo(first).matches("[A-Za-z0-9_-]{32}");
  }

  @Test
  void areTheirOwnersAlone() throws Exception {
    Passwords.in(directory).ensure(List.of("one"));

    assertThat(Files.getPosixFilePermissions(directory.resolve("passwords.properties")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void saysWhatMakesAMissingOne() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Passwords.in(directory).of("one"))
        .withMessageContaining("./issuestream up makes it");
  }
}
