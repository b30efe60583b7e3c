package io.issuestream.sync.run;

import io.issuestream.contracts.sync.SyncTrigger;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run to come after the one that is going on, because it reads more than that does.
 *
 * @param trigger who asked for it last
 * @param full whether everything is read again
 * @param since the earliest time asked for
 */
public record FollowUp(SyncTrigger trigger, boolean full, @Nullable Instant since) {

  static @Nullable FollowUp of(Readable row) {
    String trigger = row.get("follow_up_trigger", String.class);
    return trigger == null
        ? null
        : new FollowUp(
            SyncTrigger.valueOf(trigger),
            Boolean.TRUE.equals(row.get("follow_up_full", Boolean.class)),
            row.get("follow_up_since", Instant.class));
  }
}
