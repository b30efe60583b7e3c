package io.issuestream.erasure;

import io.issuestream.contracts.erasure.IdentifierKind;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom a team has erased, as far as that can be told: who is named is one of them, or not. */
public final class Erased {

  /** What an erased person is called. */
  public static final String NAME = "Erased person";

  private static final String PSEUDONYM = "erased:";

  private final String teamId;
  private final @Nullable ErasureKey key;
  private final Map<IdentifierKind, Set<String>> marks;

  /** Whom these marks stand for. */
  Erased(String teamId, @Nullable ErasureKey key, Map<IdentifierKind, Set<String>> marks) {
    this.teamId = teamId;
    this.key = key;
    this.marks = marks;
  }

  /** A team that erased nobody. */
  public static Erased nobody(String teamId) {
    return new Erased(teamId, null, Map.of());
  }

  /** One person, for looking at texts without a table. */
  public static Erased of(String teamId, ErasureKey key, Identifiers person) {
    var marks = new EnumMap<IdentifierKind, Set<String>>(IdentifierKind.class);
    key.marks(teamId, person)
        .forEach(
            mark -> marks.computeIfAbsent(mark.kind(), kind -> new HashSet<>()).add(mark.value()));
    return new Erased(teamId, key, marks);
  }

  /** Whether it is about that team. */
  public boolean isOf(String team) {
    return teamId.equals(team);
  }

  /** Whether nobody was erased, and nothing needs to be looked at. */
  public boolean isEmpty() {
    return marks.isEmpty();
  }

  /** Whether an account is an erased person's. */
  public boolean account(@Nullable String account) {
    return markOf(IdentifierKind.ACCOUNT, account) != null;
  }

  /** Whether an e-mail address is an erased person's. */
  public boolean email(@Nullable String email) {
    return markOf(IdentifierKind.EMAIL, email) != null;
  }

  /** Whether a GitHub login is an erased person's. */
  public boolean login(@Nullable String login) {
    return markOf(IdentifierKind.LOGIN, login) != null;
  }

  /**
   * What stands in an account's place, always the same; that of an account that bears no mark yet,
   * too.
   */
  public String accountPseudonym(String account) {
    return pseudonym(IdentifierKind.ACCOUNT, account);
  }

  /** What stands in a login's place. */
  public String loginPseudonym(String login) {
    return pseudonym(IdentifierKind.LOGIN, login);
  }

  /** Whether it stands in an erased identifier's place. */
  public static boolean isPseudonym(String identifier) {
    return identifier.startsWith(PSEUDONYM);
  }

  private String pseudonym(IdentifierKind kind, String identifier) {
    if (isPseudonym(identifier) || key == null) {
      return identifier;
    }
    String known = markOf(kind, identifier);
    return PSEUDONYM + (known == null ? key.marks(teamId, kind, identifier).getFirst() : known);
  }

  private @Nullable String markOf(IdentifierKind kind, @Nullable String identifier) {
    Set<String> known = marks.get(kind);
    if (known == null || key == null || identifier == null || identifier.isBlank()) {
      return null;
    }
    for (String mark : key.marks(teamId, kind, identifier)) {
      if (known.contains(mark)) {
        return mark;
      }
    }
    return null;
  }
}
