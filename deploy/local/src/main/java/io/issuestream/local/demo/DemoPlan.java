package io.issuestream.local.demo;

import java.time.Duration;

/**
 * What a demo does.
 *
 * @param surface how the sandbox shows its data; of no matter for another Jira
 * @param team the tenant it works as
 * @param patience how long nothing may move before it gives up
 */
public record DemoPlan(Source source, Surface surface, String team, Duration patience) {

  boolean usesSandbox() {
    return !(source instanceof Source.OtherJira);
  }
}
