package io.issuestream.matching.member;

import io.issuestream.matching.team.Teams;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Replaces a team's list of members. */
@Service
class MemberImport {

  private static final int ID_BYTES = 8;

  private final TeamMembers members;
  private final Teams teams;
  private final TransactionalOperator transaction;
  private final SecureRandom random = new SecureRandom();

  MemberImport(TeamMembers members, Teams teams, TransactionalOperator transaction) {
    this.members = members;
    this.teams = teams;
    this.transaction = transaction;
  }

  /** Stores and publishes what changes, and has the accounts matched anew if anything does. */
  Mono<MemberImportResult> replace(String teamId, List<NewMember> listed) {
    return teams
        .lock(teamId)
        .thenMany(members.all(teamId))
        .collectList()
        .flatMap(stored -> {
          List<Member> changed = MemberChanges.between(stored, listed, this::newId);
          return members
              .save(teamId, changed)
              .then(changed.isEmpty() ? Mono.empty() : teams.mark(teamId))
              .thenReturn(MemberImportResult.of(listed.size(), stored, changed));
        })
        .as(transaction::transactional);
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "m-" + HexFormat.of().formatHex(bytes);
  }
}
