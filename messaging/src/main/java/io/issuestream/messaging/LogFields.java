package io.issuestream.messaging;

import io.issuestream.contracts.Keys;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What a log line is about, as fields of their own where logs are structured. Given to the line
 * itself ({@code addKeyValue}) where it is written on whichever thread; nothing personal and no
 * payload goes there.
 */
public final class LogFields {

  public static final String TEAM = "team";
  public static final String ISSUE = "issue.key";
  public static final String EVENT = "event.id";

  private static final int MOST = 200;

  private LogFields() {}

  /** Has whatever is logged until it is closed, on this thread, be about one record. */
  public static Scope about(@Nullable String key, @Nullable String eventId) {
    String team = key == null ? "" : Keys.teamOf(key);
    // Of a record that is put aside anything may be untrue.
    put(TEAM, team.matches(Keys.TEAM_PATTERN) ? team : null);
    put(EVENT, eventId == null || eventId.length() > MOST ? null : eventId);
    return () -> {
      MDC.remove(TEAM);
      MDC.remove(EVENT);
    };
  }

  private static void put(String name, @Nullable String value) {
    if (value != null) {
      MDC.put(name, value);
    }
  }

  /** As long as lines are about something. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
