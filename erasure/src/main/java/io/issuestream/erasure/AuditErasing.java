package io.issuestream.erasure;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Entries of a person who called the service under a name that is one of their identifiers. */
final class AuditErasing {

  private final DatabaseClient database;

  AuditErasing(DatabaseClient database) {
    this.database = database;
  }

  Mono<Void> erase(ErasedPerson person, Findings findings) {
    return database
        .sql(
            """
            update audit_entry set subject = 'erased' where team_id = $1 and lower(subject) = any($2)
            """)
        .bind(0, person.teamId())
        .bind(1, person.identifiers().subjects())
        .fetch()
        .rowsUpdated()
        .doOnNext(rows -> findings.count("audit_entry", rows))
        .then();
  }
}
