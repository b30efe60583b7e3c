package io.issuestream.edge.audit;

import io.issuestream.edge.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One action to put on record.
 *
 * @param teamId the team it was about
 * @param subject who did it: the token's {@code sub}
 * @param homeTeam the team of the token itself; null where it names none
 * @param actingFor whether an sre acted for the team
 * @param action method and endpoint, such as {@code DELETE /api/v1/.../hooks/{hookId}}
 * @param target the identifiers in the path, such as {@code hookId=1f...}; empty where there are
 *     none
 * @param status the answer's HTTP status; 0 where the caller went away before there was one
 */
record AuditEntry(
    String teamId,
    String subject,
    Set<Role> roles,
    @Nullable String homeTeam,
    boolean actingFor,
    String action,
    String target,
    Outcome outcome,
    int status,
    String clientAddress) {

  /** How it ended. */
  enum Outcome {
    SUCCEEDED,
    /** For want of rights. */
    REFUSED,
    /** It could not be done as asked, or something broke. */
    FAILED,
    /** The caller went away before the answer; it may have been done or not. */
    ABANDONED
  }
}
