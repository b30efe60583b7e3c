package io.issuestream.contracts.sync;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import io.issuestream.contracts.Keys;
import io.issuestream.contracts.Matches;
import io.issuestream.contracts.WireType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something asks for a sync.
 *
 * @param teamId the team, or {@code *} for every active one
 * @param revision always 1: a request does not change
 * @param requestId names the request; sending one twice does no harm
 * @param trigger who asks
 * @param jiraProjectId the one project meant, or null for all that are tracked
 * @param full read everything again rather than what changed
 * @param since read what changed since then; null for the stored watermark
 * @param users read the people too
 */
@WireType("io.issuestream.jira.sync.requested.v1")
public record SyncRequested(
    @Matches("\\*|" + Keys.TEAM_PATTERN) String teamId,
    long revision,
    String requestId,
    SyncTrigger trigger,
    @Nullable String jiraProjectId,
    boolean full,
    @Nullable Instant since,
    boolean users)
    implements SyncRequestEvent {

  public SyncRequested {
    if (Keys.ALL_TEAMS.equals(teamId)) {
      Checks.revision(revision);
    } else {
      Checks.event(teamId, revision);
    }
    Checks.text(requestId, "requestId");
    requireNonNull(trigger, "trigger");
  }

  @Override
  public String aggregateId() {
    return requestId;
  }
}
