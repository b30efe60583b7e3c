package io.issuestream.edge.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry as it is shown; its parts are those of {@link AuditEntry}. */
record AuditView(
    UUID entryId,
    Instant at,
    String subject,
    List<String> roles,
    @Nullable String homeTeam,
    boolean actingFor,
    String action,
    String target,
    String outcome,
    int status,
    String clientAddress) {}
