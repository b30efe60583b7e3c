package io.issuestream.edge.limit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much is taken, per replica.
 *
 * @param body largest request body
 * @param webhookBody largest delivery; GitHub itself drops what is larger than 25 MB
 * @param standard the rate of a team in no class, and of an sre
 * @param classes further rates by name
 * @param teams the class of a team, by the team's name; the others have the standard rate
 * @param anonymous the rate of an address that sends no valid token
 * @param webhooks the rate of an address that delivers; a sender has few of them for all teams
 */
@Validated
@ConfigurationProperties("issuestream.edge.limits")
public record LimitProperties(
    @DefaultValue("1MB") DataSize body,
    @DefaultValue("25MB") DataSize webhookBody,
    @Valid @DefaultValue Standard standard,
    @DefaultValue Map<String, @Valid Rate> classes,
    @DefaultValue Map<String, String> teams,
    @Valid @DefaultValue Anonymous anonymous,
    @Valid @DefaultValue Webhooks webhooks) {

  /** A team in a class that there is not would silently have no limit, or the wrong one. */
  @AssertTrue(message = "teams names a class that is not among classes")
  public boolean isEveryClassThere() {
    return classes.keySet().containsAll(teams.values());
  }

  /** What a team may ask. */
  Rate rateOf(String team) {
    String name = teams.get(team);
    return name == null ? standard.rate() : classes.getOrDefault(name, standard.rate());
  }

  /**
   * A token bucket.
   *
   * @param perSecond requests that are refilled each second
   * @param burst requests it holds when full
   */
  public record Rate(
      @Min(1) @Max(1_000_000) @DefaultValue("100") int perSecond,
      @Min(1) @Max(1_000_000) @DefaultValue("1000") int burst) {}

  /** The rate of teams in no class. */
  public record Standard(
      @Min(1) @Max(1_000_000) @DefaultValue("100") int perSecond,
      @Min(1) @Max(1_000_000) @DefaultValue("1000") int burst) {
    Rate rate() {
      return new Rate(perSecond, burst);
    }
  }

  /** The rate of an address without a valid token. */
  public record Anonymous(
      @Min(1) @Max(1_000_000) @DefaultValue("20") int perSecond,
      @Min(1) @Max(1_000_000) @DefaultValue("300") int burst) {
    Rate rate() {
      return new Rate(perSecond, burst);
    }
  }

  /** The rate of an address that delivers webhooks. */
  public record Webhooks(
      @Min(1) @Max(1_000_000) @DefaultValue("3000") int perSecond,
      @Min(1) @Max(1_000_000) @DefaultValue("15000") int burst) {
    Rate rate() {
      return new Rate(perSecond, burst);
    }
  }
}
