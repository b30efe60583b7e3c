package io.issuestream.contracts.match;

import static java.util.Objects.requireNonNull;

import io.issuestream.contracts.Checks;
import org.jspecify.annotations.Nullable;

/**
 * The standing decision about one account.
 *
 * @param personId the account, by its team-scoped reference
 * @param memberId the member, when matched
 * @param evidence the rule that decided
 * @param manual whether a person decided; no rule overrides that
 */
public record UserMatchState(
    String personId,
    @Nullable String memberId,
    MatchOutcome outcome,
    MatchEvidence evidence,
    boolean manual) {

  public UserMatchState {
    Checks.text(personId, "personId");
    requireNonNull(outcome, "outcome");
    requireNonNull(evidence, "evidence");
    Checks.that(
        (memberId != null) == (outcome == MatchOutcome.MATCHED),
        "A matched account names its member, and no other account does");
  }
}
