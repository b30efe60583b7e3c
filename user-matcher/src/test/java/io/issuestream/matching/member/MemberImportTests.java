package io.issuestream.matching.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.issuestream.edge.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemberImportTests {

  private static final Member ANA =
      new Member("m-ana", 4, "ana@kestrel.example", "Ana", "ana-x", "a1", false);

  @Test
  void readsQuotedCommasQuotesAndLineBreaks() {
    String csv =
        """
        email,displayName,githubLogin
        ana@kestrel.example,"Example, Ana",ana-x

        "ben@kestrel.example","Ben ""Benny""
        Example",
        cy@kestrel.example,Cy
        """;
    assertThat(rows("\uFEFF" + csv))
        .containsExactly(
            new MemberRow("line 2", "ana@kestrel.example", "Example, Ana", "ana-x"),
            new MemberRow("line 4", "ben@kestrel.example", "Ben \"Benny\"\nExample", ""),
            new MemberRow("line 6", "cy@kestrel.example", "Cy", null));
  }

  @Test
  void takesTheColumnsInAnyOrderAndCase() {
    assertThat(rows("GithubLogin, Email ,DISPLAYNAME\r\nana-x,ana@kestrel.example,Ana\r\n"))
        .containsExactly(new MemberRow("line 2", "ana@kestrel.example", "Ana", "ana-x"));
  }

  @Test
  void saysWhatIsWrongWithAFile() {
    assertThat(detail("")).contains("empty");
    assertThat(detail("email,name\n")).contains("no column 'name'");
    assertThat(detail("email,githubLogin\n")).contains("displayName");
    assertThat(detail("email,displayName\n\"ana")).contains("not CSV");
    assertThat(detail("email,displayName\na@b.example,Example, Ana\n"))
        .contains("line 2")
        .contains("quote");
    assertThatThrownBy(() -> MemberCsv.rows(new byte[] {'e', (byte) 0xff, 'x'}))
        .hasMessageContaining("UTF-8");
  }

  @Test
  void namesEveryRowThatIsNotRight() {
    List<MemberRow> rows =
        List.of(
            new MemberRow("line 2", "ana@kestrel.example", "Ana", null),
            new MemberRow("line 3", null, "Ben", null),
            new MemberRow("line 4", "not an address", "Cy", null),
            new MemberRow("line 5", "di@kestrel.example", " ", null),
            new MemberRow("line 6", "ANA@kestrel.example", "Ana again", null),
            new MemberRow("line 7", "ed@kestrel.example", "Ed", "no login!"));
    Problem problem = catchThrowableOfType(Problem.class, () -> MemberRules.check(rows));
    assertThat(problem.getStatusCode().value()).isEqualTo(422);
    assertThat(problem.getBody().getProperties())
        .containsEntry(
            "errors",
            List.of(
                new RowError("line 3", "The e-mail address is missing."),
                new RowError("line 4", "'not an address' is no e-mail address."),
                new RowError(
                    "line 5", "The display name is missing or longer than 255 characters."),
                new RowError("line 6", "The e-mail address is that of line 2 already."),
                new RowError("line 7", "'no login!' is no GitHub login.")));
  }

  @Test
  void refusesTooManyMembers() {
    var rows = new ArrayList<MemberRow>();
    for (int i = 0; i <= MemberRules.MAX_MEMBERS; i++) {
      rows.add(new MemberRow("line " + i, i + "@kestrel.example", "Name", null));
    }
    assertThatThrownBy(() -> MemberRules.check(rows)).hasMessageContaining("at most 10000");
  }

  @Test
  void changesOnlyWhatIsDifferent() {
    Member ben = new Member("m-ben", 1, "ben@kestrel.example", "Ben", null, null, false);
    List<NewMember> listed =
        List.of(
            member("ana@kestrel.example", "Ana", "ana-x"),
            member("cy@kestrel.example", "Cy", null));
    assertThat(changes(List.of(ANA, ben), listed))
        .containsExactly(
            new Member("new-1", 1, "cy@kestrel.example", "Cy", null, null, false),
            new Member("m-ben", 2, "ben@kestrel.example", "Ben", null, null, true));
    assertThat(changes(List.of(ANA), List.of(member("ana@kestrel.example", "Ana", "ana-x"))))
        .isEmpty();
  }

  @Test
  void knowsAMemberWhoComesBack() {
    Member gone = new Member("m-ana", 5, "ana@kestrel.example", "Ana", "ana-x", "a1", true);
    assertThat(changes(List.of(gone), List.of(member("Ana@kestrel.example", "Ana E.", null))))
        .containsExactly(
            new Member("m-ana", 6, "Ana@kestrel.example", "Ana E.", null, "a1", false));
    assertThat(changes(List.of(gone), List.of())).isEmpty();
  }

  private static List<Member> changes(List<Member> stored, List<NewMember> listed) {
    var count = new AtomicInteger();
    return MemberChanges.between(stored, listed, () -> "new-" + count.incrementAndGet());
  }

  private static NewMember member(String email, String name, @Nullable String login) {
    return new NewMember(email, name, login);
  }

  private static List<MemberRow> rows(String csv) {
    return MemberCsv.rows(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String detail(String csv) {
    return catchThrowableOfType(Problem.class, () -> rows(csv)).getBody().getDetail();
  }
}
