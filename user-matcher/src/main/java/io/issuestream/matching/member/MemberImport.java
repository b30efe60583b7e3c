package io.issuestream.matching.member;

import io.issuestream.erasure.Erased;
import io.issuestream.erasure.ErasedPeople;
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
  private final ErasedPeople people;
  private final TransactionalOperator transaction;
  private final SecureRandom random = new SecureRandom();

  MemberImport(
      TeamMembers members, Teams teams, ErasedPeople people, TransactionalOperator transaction) {
    this.members = members;
    this.teams = teams;
    this.people = people;
    this.transaction = transaction;
  }

  /** Stores and publishes what changes, and has the accounts matched anew if anything does. */
  Mono<MemberImportResult> replace(String teamId, List<NewMember> listed) {
    return teams
        .lock(teamId)
        .then(people.held(teamId))
        .map(erased -> listed.stream().filter(member -> !isErased(erased, member)).toList())
        .zipWith(members.all(teamId).collectList())
        .flatMap(both -> replace(teamId, listed.size(), both.getT1(), both.getT2()))
        .as(transaction::transactional);
  }

  private Mono<MemberImportResult> replace(
      String teamId, int listed, List<NewMember> wanted, List<Member> stored) {
    List<Member> changed = MemberChanges.between(stored, wanted, this::newId);
    return members
        .save(teamId, changed)
        .then(changed.isEmpty() ? Mono.empty() : teams.mark(teamId))
        .thenReturn(MemberImportResult.of(wanted.size(), listed - wanted.size(), stored, changed));
  }

  /** Whoever lists members may still have them in theirs. */
  private static boolean isErased(Erased erased, NewMember member) {
    return erased.email(member.email()) || erased.login(member.githubLogin());
  }

  private String newId() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return "m-" + HexFormat.of().formatHex(bytes);
  }
}
