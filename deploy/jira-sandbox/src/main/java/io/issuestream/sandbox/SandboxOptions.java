package io.issuestream.sandbox;

import io.issuestream.sandbox.admin.Faults;
import io.issuestream.sandbox.limit.JiraLimits;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * How a sandbox is started.
 *
 * @param host the address to listen on
 * @param port 0 for any free port
 * @param timeZone the calling account's zone, in which date literals of queries are read; New York
 *     by default, so that a client that takes them for UTC is found out
 * @param anonymousReading whether Data Center answers callers without credentials
 * @param clock what the sandbox's own clock follows until it is set, and what tokens and limits go
 *     by
 * @param limits Jira's limits; none by default
 * @param faults what goes wrong from the start
 */
public record SandboxOptions(
    String host,
    int port,
    ZoneId timeZone,
    boolean anonymousReading,
    InstantSource clock,
    JiraLimits limits,
    Faults faults) {

  /** On a free port of the loopback address. */
  public static SandboxOptions defaults() {
    return new SandboxOptions(
        "127.0.0.1",
        0,
        ZoneId.of("America/New_York"),
        true,
        InstantSource.system(),
        JiraLimits.NONE,
        Faults.NONE);
  }

  /** The same on a given port. */
  public SandboxOptions onPort(int chosen) {
    return new SandboxOptions(host, chosen, timeZone, anonymousReading, clock, limits, faults);
  }

  /** The same on a given address. */
  public SandboxOptions onHost(String chosen) {
    return new SandboxOptions(chosen, port, timeZone, anonymousReading, clock, limits, faults);
  }

  /** The same with the calling account in another zone. */
  public SandboxOptions in(ZoneId zone) {
    return new SandboxOptions(host, port, zone, anonymousReading, clock, limits, faults);
  }

  /** The same with or without anonymous reading on Data Center. */
  public SandboxOptions withAnonymousReading(boolean allowed) {
    return new SandboxOptions(host, port, timeZone, allowed, clock, limits, faults);
  }

  /** The same by another clock. */
  public SandboxOptions withClock(InstantSource chosen) {
    return new SandboxOptions(host, port, timeZone, anonymousReading, chosen, limits, faults);
  }

  /** The same under limits. */
  public SandboxOptions withLimits(JiraLimits chosen) {
    return new SandboxOptions(host, port, timeZone, anonymousReading, clock, chosen, faults);
  }

  /** The same with faults. */
  public SandboxOptions withFaults(Faults chosen) {
    return new SandboxOptions(host, port, timeZone, anonymousReading, clock, limits, chosen);
  }
}
