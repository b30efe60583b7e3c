package io.issuestream.edge;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who calls, and for which team: a controller method's argument, and the only way a service reads
 * the tenant.
 *
 * @param subject the token's {@code sub}
 * @param team the token's {@code team}, or the one an sre names
 * @param roles what the caller may be within that team; only {@link Role#SRE} where an sre acts for
 *     it
 */
public record Caller(String subject, String team, Set<Role> roles) {

  /** The header in which an sre names the team to act for. */
  public static final String TEAM_HEADER = "X-Issuestream-Team";

  private static final String ATTRIBUTE = Caller.class.getName();
  private static final String HOME = ATTRIBUTE + ".home";

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** Whether an sre acts for a team, rather than a member for its own. */
  public boolean actsForTeam() {
    return roles.contains(Role.SRE);
  }

  /** Whether the caller has one of these roles. */
  public boolean isOneOf(Role... any) {
    return Arrays.stream(any).anyMatch(roles::contains);
  }

  /** The caller of a request; null before its token was checked, and on open endpoints. */
  public static @Nullable Caller of(ServerWebExchange exchange) {
    return exchange.getAttribute(ATTRIBUTE);
  }

  /** The team the caller's token itself names, whatever team it acts for; null where none. */
  public static @Nullable String homeTeam(ServerWebExchange exchange) {
    return exchange.getAttribute(HOME);
  }

  static void put(ServerWebExchange exchange, Caller caller) {
    exchange.getAttributes().put(ATTRIBUTE, caller);
  }

  static void putHome(ServerWebExchange exchange, String team) {
    exchange.getAttributes().put(HOME, team);
  }
}
