package io.issuestream.matching.member;

import io.issuestream.matching.team.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What an import changes: the whole list is replaced, and who stays as they were is left alone. */
final class MemberChanges {

  private MemberChanges() {}

  /**
   * The next states of the members that change. Members are told apart by their e-mail address; one
   * who comes back is the same as before.
   *
   * @param newId makes identifiers
   */
  static List<Member> between(
      Collection<Member> stored, List<NewMember> listed, Supplier<String> newId) {
    Map<String, Member> leaving = new HashMap<>();
    for (Member member : stored) {
      leaving.put(Names.emailKey(member.email()), member);
    }
    var changed = new ArrayList<Member>();
    for (NewMember named : listed) {
      Member before = leaving.remove(Names.emailKey(named.email()));
      if (before == null) {
        changed.add(new Member(newId.get(), 0, named.email(), "", null, null, false).listed(named));
      } else if (!before.is(named)) {
        changed.add(before.listed(named));
      }
    }
    leaving.values().stream()
        .filter(member -> !member.removed())
        .map(Member::gone)
        .forEach(changed::add);
    return changed;
  }
}
