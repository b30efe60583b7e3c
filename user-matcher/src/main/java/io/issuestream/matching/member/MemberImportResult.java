package io.issuestream.matching.member;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an import did.
 *
 * @param members on the list now
 * @param added among them, not listed before
 * @param changed among them, listed before with other data
 * @param removed no longer listed
 * @param passedOver in the import, but erased from this team
 */
record MemberImportResult(int members, long added, long changed, long removed, int passedOver) {

  static MemberImportResult of(
      int members, int passedOver, Collection<Member> before, List<Member> changes) {
    Set<String> listed =
        before.stream()
            .filter(member -> !member.removed())
            .map(Member::memberId)
            .collect(Collectors.toSet());
    long removed = changes.stream().filter(Member::removed).count();
    long added = changes.stream().filter(member -> !listed.contains(member.memberId())).count();
    return new MemberImportResult(
        members, added, changes.size() - removed - added, removed, passedOver);
  }
}
