package io.issuestream.sandbox;

import io.issuestream.sandbox.admin.FaultInjector;
import io.issuestream.sandbox.admin.Strikes;
import io.issuestream.sandbox.admin.Trouble;
import io.issuestream.sandbox.http.Answer;
import io.issuestream.sandbox.http.Call;
import io.issuestream.sandbox.limit.Asked;
import io.issuestream.sandbox.limit.JiraLimits;
import io.issuestream.sandbox.limit.LimitKeeper;
import io.issuestream.sandbox.limit.UseMeter;
import io.issuestream.sandbox.oauth.Site;
import io.issuestream.sandbox.rest.JiraSurface;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands before Jira's surfaces: faults, limits, the counting of use and the server's date.
 */
final class JiraDoor {
  private final JiraSandbox sandbox;
  private final FaultInjector faults;
  private final LimitKeeper limits;
  private final UseMeter meter = new UseMeter();

  JiraDoor(JiraSandbox sandbox, FaultInjector faults, JiraLimits limits) {
    this.sandbox = sandbox;
    this.faults = faults;
    this.limits = new LimitKeeper(limits);
  }

  LimitKeeper limits() {
    return limits;
  }

  UseMeter meter() {
    return meter;
  }

  /**
   * Answers a request to a surface.
   *
   * @param proper what Jira answers
   */
  Answer answer(Call call, String area, List<String> path, Supplier<Answer> proper) {
    Asked asked = asked(call, area, path);
    if (asked != null) {
      meter.received(asked, call.arrivedAt());
    }
    Instant now = Instant.now();
    Trouble trouble = faults.strike(call.path());
    Answer answer =
        trouble == null
            ? admitted(asked, now, proper)
            : Strikes.answer(trouble, () -> admitted(asked, now, proper));
    if (asked != null) {
      answer = limits.charged(asked, answer, now);
      meter.answered(asked, answer, Instant.now());
    }
    return answer.with("Date", date());
  }

  private Answer admitted(@Nullable Asked asked, Instant now, Supplier<Answer> proper) {
    Answer refusal = asked == null ? null : limits.refusal(asked, now);
    return refusal == null ? proper.get() : refusal;
  }

  private String date() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        sandbox.clock().instant().atOffset(ZoneOffset.UTC));
  }

  /** Who asks what; null where the credentials are refused or no site is asked. */
  private @Nullable Asked asked(Call call, String area, List<String> path) {
    boolean gateway = area.equals("api");
    int rest = gateway ? 3 : 0;
    if (path.size() < rest + 4) {
      return null;
    }
    String account =
        gateway ? sandbox.oauth().grantOf(call.bearer()) : sandbox.accountOf(call, area);
    if (account == null) {
      return null;
    }
    List<String> below = path.subList(rest + 3, path.size());
    String api = path.get(rest + 1) + "/" + path.get(rest + 2) + "/";
    String route = JiraSurface.route(below);
    boolean ofIssue = below.size() > 1 && route.startsWith("issue/*");
    return new Asked(
        account,
        gateway ? path.get(2) : area.equals("cloud") ? Site.MAIN_ID : area,
        call.method(),
        api + route,
        ofIssue ? below.get(1) : null,
        gateway,
        area.equals("dc"));
  }
}
