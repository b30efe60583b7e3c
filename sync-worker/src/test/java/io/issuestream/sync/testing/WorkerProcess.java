package io.issuestream.sync.testing;

import io.issuestream.edge.testing.TestTokens;
import io.issuestream.sync.SyncWorkerApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A worker in a process of its own, which can be killed. */
public final class WorkerProcess implements AutoCloseable {

  private final Process process;

  private WorkerProcess(Process process) {
    this.process = process;
  }

  /** Starts one as {@link Worker#start} does, on the virtual machine that the stack gives it. */
  public static WorkerProcess start(SyncScene scene, int heapMegabytes, String... settings) {
    Map<String, Supplier<Object>> given = new HashMap<>();
    scene.stack().handTo(given::put);
    TestTokens.register(given::put);
    List<String> lines = new ArrayList<>();
    given.forEach(
        (name, value) -> lines.add(name + "=" + value.get().toString().replace("\\", "\\\\")));
    lines.add("server.port=0");
    lines.add("issuestream.keys.credentials-private=" + scene.keys().privateKeyset());
    lines.add("issuestream.jira.allowed-private-targets=loopback");
    lines.add("issuestream.sync.interval-minutes=0");
    lines.addAll(List.of(settings));
    try {
      Path file = Files.createTempFile("worker", ".properties");
      file.toFile().deleteOnExit();
      Files.write(file, lines);
      return new WorkerProcess(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + heapMegabytes + "m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SyncWorkerApplication.class.getName(),
                  "--spring.config.additional-location=file:" + file)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Most memory it ever had, in megabytes. */
  public long peakMegabytes() {
    try (var lines = Files.lines(Path.of("/proc/" + pid() + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .findFirst()
              .orElseThrow()
          / 1024;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
