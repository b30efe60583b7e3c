package io.issuestream.matching.member;

import io.issuestream.edge.Problem;
import io.issuestream.matching.team.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a list of members has to be like. */
final class MemberRules {

  /** The most members a team has. */
  static final int MAX_MEMBERS = 10_000;

  private static final int MAX_EMAIL = 320;
  private static final int MAX_NAME = 255;

  /** Something at something: whether an address exists only its server knows. */
  private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>]+@[^\\s@,;<>]+");

  /** GitHub's own rule, and the underscore of managed users. */
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private MemberRules() {}

  /**
   * Checks all rows.
   *
   * @throws Problem (422) naming every row that is not right, with the reason
   */
  static List<NewMember> check(List<MemberRow> rows) {
    if (rows.size() > MAX_MEMBERS) {
      throw Problem.unprocessable(
          "members-rejected",
          "A team has at most " + MAX_MEMBERS + " members, not " + rows.size() + ".");
    }
    var members = new ArrayList<NewMember>();
    var errors = new ArrayList<RowError>();
    Map<String, String> places = new HashMap<>();
    for (MemberRow row : rows) {
      String error = error(row, places);
      if (error == null) {
        members.add(new NewMember(text(row.email()), text(row.displayName()), login(row)));
      } else {
        errors.add(new RowError(row.place(), error));
      }
    }
    if (!errors.isEmpty()) {
      throw MembersRejected.because(errors);
    }
    return members;
  }

  private static @Nullable String error(MemberRow row, Map<String, String> places) {
    String email = text(row.email());
    if (email.isEmpty()) {
      return "The e-mail address is missing.";
    }
    if (email.length() > MAX_EMAIL || !EMAIL.matcher(email).matches()) {
      return "'" + shortened(email) + "' is no e-mail address.";
    }
    if (text(row.displayName()).isEmpty() || text(row.displayName()).length() > MAX_NAME) {
      return "The display name is missing or longer than " + MAX_NAME + " characters.";
    }
    String login = login(row);
    if (login != null && !LOGIN.matcher(login).matches()) {
      return "'" + shortened(login) + "' is no GitHub login.";
    }
    String first = places.putIfAbsent(Names.emailKey(email), row.place());
    return first == null ? null : "The e-mail address is that of " + first + " already.";
  }

  private static @Nullable String login(MemberRow row) {
    String login = text(row.githubLogin());
    return login.isEmpty() ? null : login;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : Names.storable(value).strip();
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
