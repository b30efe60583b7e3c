package io.issuestream.local.sync;

import io.issuestream.local.api.Api;
import io.issuestream.local.cli.Terminal;
import io.issuestream.local.demo.LiveLines;
import io.issuestream.local.demo.ProjectSync;
import io.issuestream.local.demo.SyncWatch;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A sync as a team's admin asks for it and looks on, over the API alone. */
record Syncing(Api admin, String team, Terminal terminal) {

  /**
   * Asks, follows, and tells.
   *
   * @param patience how long nothing may move; zero for not following
   * @return whether all that was asked for completed, or was dispatched where it is not followed
   * @throws io.issuestream.local.api.ApiRefused where the team's Jira is not connected
   */
  boolean run(Asked.Wish wish, Duration patience) {
    PrintWriter out = terminal.out();
    SyncWatch watch = SyncWatch.from(admin);
    Asked asked = Asked.of(watch, wish);
    if (asked.isEmpty()) {
      out.println("Team " + team + " tracks no project; there is nothing to sync.");
      out.flush();
      return false;
    }
    asked.lines().forEach(out::println);
    if (!asked.skipped().isEmpty()) {
      out.println("Team " + team + " tracks: " + tracked(watch) + ".");
    }
    out.flush();
    boolean good = asked.skipped().isEmpty();
    if (patience.isZero() || asked.underWay().isEmpty()) {
      return good;
    }
    out.println();
    List<Following.Followed> followed =
        new Following(watch, wish.full(), patience, new LiveLines(terminal))
            .await(asked.underWay());
    Summary summary = new Summary(followed);
    summary.print(terminal);
    return good && summary.isGood();
  }

  private static String tracked(SyncWatch watch) {
    String keys = watch.look().stream().map(ProjectSync::key).collect(Collectors.joining(", "));
    return keys.isEmpty() ? "none" : keys;
  }
}
