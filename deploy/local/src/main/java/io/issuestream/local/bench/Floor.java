package io.issuestream.local.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

/**
 * What one part takes by itself.
 *
 * @param time from beginning to end, warm
 * @param cpu of the process that did it; the server's is not in it
 * @param sizes means that tell what was moved
 */
record Floor(String name, Duration time, Duration cpu, Map<String, Double> sizes) {

  /** Something to be timed. */
  interface Work {
    Map<String, Double> run();
  }

  static Floor of(String name, Work work) {
    Duration cpu = cpuTime();
    long begun = System.nanoTime();
    Map<String, Double> sizes = work.run();
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    return new Floor(name, time, cpuTime().minus(cpu), sizes);
  }

  private static Duration cpuTime() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Duration.ofNanos(system.getProcessCpuTime())
        : Duration.ZERO;
  }
}
