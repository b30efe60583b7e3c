package io.issuestream.local.parts;

import java.nio.file.Path;
import java.util.List;

/** The Java that this process runs on, which is the one the parts run on too. */
final class Java {
  private Java() {}

  static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * What every Java of the stack is started with. The serial collector because two cores run eight
   * Javas, and because a start-up cache holds for the collector it was made with. C1 alone because
   * eight C2s on two cores take more from the work for minutes than they give.
   */
  static List<String> arguments(int heapMegabytes) {
    return List.of(
        "-Xms32m",
        "-Xmx" + heapMegabytes + "m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow");
  }
}
