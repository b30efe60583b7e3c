package io.issuestream.messaging.inbound;

import io.issuestream.tenancy.TeamScope;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Tells whether the database answers, and takes writes, when a handler could not say so. */
interface DatabaseProbe {

  /** Never ends in an error; a pool without a free connection in time is a database away. */
  Mono<Boolean> answers();

  /** That of a database; it waits 5 s at most. */
  static DatabaseProbe of(DatabaseClient database) {
    return () ->
        database
            .sql(
                """
                select not pg_is_in_recovery()
                  and current_setting('transaction_read_only') = 'off' as writes
                """)
            .mapValue(Boolean.class)
            .one()
            .timeout(Duration.ofSeconds(5))
            .onErrorReturn(false)
            .defaultIfEmpty(false)
            .contextWrite(TeamScope.none());
  }
}
