package io.issuestream.local.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.issuestream.embedded.ServerDidNotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppJarTests {
  @TempDir Path project;
  @TempDir Path cache;

  @Test
  void isUnpackedBesideItsLibrariesAndNamesThem() throws Exception {
    SampleJar.write(project, "deploy/sample");

    AppJar jar = AppJar.prepare(project, "deploy/sample", cache);

    assertThat(jar.name()).isEqualTo("sample");
    assertThat(jar.unpacked().resolve("lib/empty.jar")).exists();
    try (JarFile main = new JarFile(jar.main().toFile())) {
      assertThat(main.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo(SampleService.class.getName());
      assertThat(main.getManifest().getMainAttributes().getValue("Class-Path"))
          .isEqualTo("lib/empty.jar");
      assertThat(main.getEntry("module.txt")).isNotNull();
    }
  }

  @Test
  void isUnpackedOncePerContent() throws Exception {
    SampleJar.write(project, "sample");
    AppJar first = AppJar.prepare(project, "sample", cache);
    Files.writeString(first.startUpCache(), "made before");

    SampleJar.write(project, "sample");
    assertThat(AppJar.prepare(project, "sample", cache).cacheArguments())
        .containsExactly("-XX:AOTCache=" + first.startUpCache());
  }

  @Test
  void ofAnEarlierBuildIsDeleted() throws Exception {
    SampleJar.write(project, "sample");
    Path outdated = Files.createDirectories(cache.resolve("sample-00000000"));
    Path another = Files.createDirectories(cache.resolve("sample-service-00000000"));

    AppJar.prepare(project, "sample", cache);

    assertThat(outdated).doesNotExist();
    assertThat(another).exists();
  }

  @Test
  void thatIsMissingIsSaidPlainly() {
    assertThatExceptionOfType(ServerDidNotStart.class)
        .isThrownBy(() -> AppJar.prepare(project, "sync-worker", cache))
        .withMessage("There is no built jar of sync-worker; run ./issuestream build.");
  }
}
