package io.issuestream.edge;

import io.issuestream.contracts.Keys;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;

/** Works out whom a verified token stands for, with the team its bearer may name. */
final class Callers {

  private Callers() {}

  /**
   * The caller within the team that the request is about.
   *
   * @param named the team named in {@link Caller#TEAM_HEADER}, or null
   * @throws Problem 403 where the token has no team, or names another without being an sre; 400
   *     where an sre names none, or no team at all
   */
  static Caller of(Jwt token, @Nullable String named) {
    Set<Role> roles = roles(token);
    @Nullable String home = home(token);
    if (named != null && !isTeam(named)) {
      throw Problem.invalid(
          Caller.TEAM_HEADER + " names a team by lower-case letters, digits and hyphens.");
    }
    boolean belongs = home != null && !inHome(roles).isEmpty();
    if (named == null || named.equals(home)) {
      if (belongs) {
        return at(token, home, inHome(roles));
      }
      if (roles.contains(Role.SRE)) {
        return actingFor(token, named);
      }
    } else if (roles.contains(Role.SRE)) {
      return actingFor(token, named);
    } else if (belongs) {
      throw Problem.forbidden("Only an sre acts for another team; leave the header out.");
    }
    throw Problem.forbidden(
        home == null
            ? "The token names no team; ask for one that does."
            : "The token has none of the roles member, team_admin and sre; ask for one that does.");
  }

  /** The caller at home, whatever the request names; null where the token gives no home. */
  static @Nullable Caller atHome(Jwt token) {
    @Nullable String home = home(token);
    return home == null ? null : at(token, home, inHome(roles(token)));
  }

  /** The team the token itself names, or null. */
  static @Nullable String home(Jwt token) {
    return token.getClaim("team") instanceof String team && isTeam(team) ? team : null;
  }

  private static Caller actingFor(Jwt token, @Nullable String team) {
    if (team == null) {
      throw Problem.of(
          HttpStatus.BAD_REQUEST,
          "team-required",
          "Name the team to act for in the header " + Caller.TEAM_HEADER + ".");
    }
    return at(token, team, Set.of(Role.SRE));
  }

  private static Caller at(Jwt token, @Nullable String team, Set<Role> roles) {
    @Nullable String subject = token.getSubject();
    if (subject == null || team == null) {
      throw Problem.unauthorized();
    }
    return new Caller(subject, team, roles);
  }

  /** An sre who is also a member is a plain member at home, so that the audit log stays telling. */
  private static Set<Role> inHome(Set<Role> roles) {
    Set<Role> plain = EnumSet.noneOf(Role.class);
    plain.addAll(roles);
    plain.remove(Role.SRE);
    return plain;
  }

  private static Set<Role> roles(Jwt token) {
    return token.getClaim("roles") instanceof List<?> names
        ? Arrays.stream(Role.values())
            .filter(role -> names.contains(role.toString()))
            .collect(Collectors.toSet())
        : Set.of();
  }

  private static boolean isTeam(String team) {
    try {
      return Keys.requireTeam(team).equals(team);
    } catch (IllegalArgumentException notATeam) {
      return false;
    }
  }
}
