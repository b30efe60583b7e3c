package io.issuestream.matching.member;

import io.issuestream.edge.Caller;
import io.issuestream.edge.Page;
import io.issuestream.edge.Problem;
import io.issuestream.matching.team.Names;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The team's members. */
@RestController
@RequestMapping("/api/v1/team-members")
class TeamMemberController {

  private final TeamMembers members;
  private final MemberImport imports;

  TeamMemberController(TeamMembers members, MemberImport imports) {
    this.members = members;
    this.imports = imports;
  }

  @GetMapping
  Mono<Page<MemberView>> list(
      Caller caller, @RequestParam @Nullable Integer limit, @RequestParam @Nullable String after) {
    int size = Page.limit(limit);
    return members
        .listed(caller.team(), after, size + 1)
        .map(MemberView::of)
        .collectList()
        .map(rows -> Page.of(rows, size, last -> Names.emailKey(last.email())));
  }

  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  Mono<MemberImportResult> replace(Caller caller, @RequestBody MemberList list) {
    return imports.replace(caller.team(), MemberRules.check(list.rows()));
  }

  @PutMapping(consumes = "text/csv")
  Mono<MemberImportResult> replace(
      Caller caller, @RequestBody(required = false) byte @Nullable [] csv) {
    return imports.replace(
        caller.team(), MemberRules.check(MemberCsv.rows(csv == null ? new byte[0] : csv)));
  }

  /** A member as shown. */
  record MemberView(
      String memberId,
      String email,
      String displayName,
      @Nullable String githubLogin,
      @Nullable String jiraAccountId) {

    static MemberView of(Member member) {
      return new MemberView(
          member.memberId(),
          member.email(),
          member.displayName(),
          member.githubLogin(),
          member.jiraAccountId());
    }
  }

  /** The whole list, as JSON. */
  record MemberList(@Nullable List<@Nullable JsonMember> members) {

    List<MemberRow> rows() {
      if (members == null) {
        throw Problem.invalid("The body has the list of all members as \"members\".");
      }
      var rows = new ArrayList<MemberRow>();
      for (JsonMember member : members) {
        String place = "member " + (rows.size() + 1);
        rows.add(
            member == null
                ? new MemberRow(place, null, null, null)
                : new MemberRow(place, member.email(), member.displayName(), member.githubLogin()));
      }
      return rows;
    }
  }

  /** One of the list. */
  record JsonMember(
      @Nullable String email, @Nullable String displayName, @Nullable String githubLogin) {}
}
