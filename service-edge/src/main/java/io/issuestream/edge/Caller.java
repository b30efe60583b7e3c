package io.issuestream.edge;

import java.util.Set;

/**
 * Who calls, and for which team: a controller method's argument, and the only way a service reads
 * the tenant.
 *
 * @param subject the token's {@code sub}
 * @param team the token's {@code team}
 */
public record Caller(String subject, String team, Set<Role> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }
}
