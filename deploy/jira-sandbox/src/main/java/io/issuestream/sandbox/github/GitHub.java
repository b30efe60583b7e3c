package io.issuestream.sandbox.github;

import io.issuestream.sandbox.generate.GeneratedTeam;
import io.issuestream.sandbox.generate.Repository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What GitHub holds and how it feels: its repositories, limits and faults. */
public final class GitHub {
  private final String url;
  private final InstantSource clock;
  private final GitHubLogin login = new GitHubLogin();
  private final RateLimits rates = new RateLimits();
  private volatile List<Repository> repositories = List.of();

  /**
   * Without repositories.
   *
   * @param url base URL of its REST API
   */
  public GitHub(String url, InstantSource clock) {
    this.url = url;
    this.clock = clock;
  }

  /** Takes over a team's repositories; null for none. */
  public void team(@Nullable GeneratedTeam team) {
    repositories = team == null ? List.of() : team.repositories();
  }

  /** Full names of the repositories. */
  public List<String> repositoryNames() {
    return repositories.stream().map(Repository::fullName).toList();
  }

  /** The limits. */
  public GitHubLimits limits() {
    return rates.limits();
  }

  /** Sets the limits; what was used of the former ones is forgotten. */
  public void limits(GitHubLimits chosen) {
    rates.limits(chosen);
  }

  /** What goes wrong at present. */
  public GitHubFaults faults() {
    return rates.faults();
  }

  /** Sets what goes wrong from now on, in place of what was set before. */
  public void faults(GitHubFaults chosen) {
    rates.faults(chosen);
  }

  /** How the API was used since the start, or since it was forgotten. */
  public GitHubUse use() {
    return rates.use(now());
  }

  /** Counts from 0 again; limits go on as they stand. */
  public void forgetUse() {
    rates.forgetUse();
  }

  /** Whether the fine-grained token is accepted. */
  public boolean tokenAccepted() {
    return login.tokenAccepted();
  }

  /** Revokes the fine-grained token, or makes it good again. */
  public void tokenAccepted(boolean accepted) {
    login.tokenAccepted(accepted);
  }

  /** Ends the installation tokens issued so far. */
  public void endInstallationTokens() {
    login.endInstallationTokens();
  }

  String url() {
    return url;
  }

  Instant now() {
    return clock.instant();
  }

  GitHubLogin login() {
    return login;
  }

  RateLimits rates() {
    return rates;
  }

  List<Repository> repositories() {
    return repositories;
  }

  /** By owner and name, in any case, as GitHub does. */
  Optional<Repository> repository(String owner, String name) {
    return repositories.stream()
        .filter(each -> each.fullName().equalsIgnoreCase(owner + "/" + name))
        .findFirst();
  }

  Optional<Repository> repository(String id) {
    return repositories.stream().filter(each -> id.equals(String.valueOf(each.id()))).findFirst();
  }
}
