package io.issuestream.tenancy;

import io.issuestream.contracts.Keys;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * For which teams a piece of reactive work is done: {@code work.contextWrite(TeamScope.of(team))}.
 *
 * <p>A database connection is handed out with the scope of whoever takes it, so the scope counts
 * from the moment of subscription, and within a transaction the one it was begun with stays. Work
 * without any scope sees and writes nothing of any team.
 */
public final class TeamScope implements Function<Context, Context> {

  private static final TeamScope NONE = new TeamScope("");
  private static final TeamScope SYSTEM = new TeamScope("*");

  private final String setting;

  private TeamScope(String setting) {
    this.setting = setting;
  }

  /**
   * One team's.
   *
   * @throws IllegalArgumentException if the name is no team's
   */
  public static TeamScope of(String team) {
    return new TeamScope(Keys.requireTeam(team));
  }

  /**
   * That of several teams, as of a batch of events.
   *
   * @throws IllegalArgumentException if one of the names is no team's
   */
  public static TeamScope of(Collection<String> teams) {
    var names = new TreeSet<String>();
    teams.forEach(team -> names.add(Keys.requireTeam(team)));
    return new TeamScope(String.join(",", names));
  }

  /** Every team's: for what looks after all of them, such as relays, leases and schedules. */
  public static TeamScope system() {
    return SYSTEM;
  }

  /** Nobody's, as where nothing was said. */
  public static TeamScope none() {
    return NONE;
  }

  /** The scope that work subscribed with this context has. */
  public static TeamScope in(ContextView context) {
    return context.<TeamScope>getOrEmpty(TeamScope.class).orElse(NONE);
  }

  /** How PostgreSQL is told: team names with commas between them, {@code *} for every team. */
  public String setting() {
    return setting;
  }

  /** The teams named; empty for nobody and for the system. */
  public List<String> teams() {
    return setting.isEmpty() || isSystem() ? List.of() : List.of(setting.split(","));
  }

  /** Whether it is every team's. */
  public boolean isSystem() {
    return setting.equals(SYSTEM.setting);
  }

  @Override
  public Context apply(Context context) {
    return context.put(TeamScope.class, this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TeamScope scope && scope.setting.equals(setting);
  }

  @Override
  public int hashCode() {
    return setting.hashCode();
  }

  @Override
  public String toString() {
    return "TeamScope[" + setting + "]";
  }
}
