package io.issuestream.insights.finding;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * From where on the rules speak.
 *
 * @param maxPerTeam findings a team has at most; the more severe ones are kept
 * @param scopeCreep added after the start ÷ committed, in issues
 * @param carryOver carried over ÷ what the sprint held at its end, in issues
 * @param overCommitment committed ÷ mean completed of the closed sprints before, above one
 * @param unestimatedWork issues without estimate ÷ unfinished issues of the active sprint
 * @param unlinkedWork pull requests that name no known issue ÷ pull requests, of the last 90 days
 *     or the newest 20
 * @param unmatchedPeople accounts without a member ÷ accounts of people
 * @param cycleTimeRegression median of the last 28 days ÷ median of the 84 days before, above one
 * @param coverageGap what is missing ÷ what there is
 * @param ageing how long work may stay in progress
 */
@Validated
@ConfigurationProperties("issuestream.insights")
public record InsightSettings(
    @Min(1) @Max(5000) @DefaultValue("300") int maxPerTeam,
    @Valid @DefaultValue Share scopeCreep,
    @Valid @DefaultValue Share carryOver,
    @Valid @DefaultValue Ratio overCommitment,
    @Valid @DefaultValue Share unestimatedWork,
    @Valid @DefaultValue Share unlinkedWork,
    @Valid @DefaultValue Share unmatchedPeople,
    @Valid @DefaultValue Ratio cycleTimeRegression,
    @Valid @DefaultValue Gap coverageGap,
    @Valid @DefaultValue Age ageing) {

  /**
   * A share of a whole.
   *
   * @param warning from this share on it is worth a look
   * @param critical from this share on it is urgent
   * @param atLeast but only if it is so many
   */
  public record Share(
      @DecimalMin("0") @DecimalMax("10") @DefaultValue("0.25") double warning,
      @DecimalMin("0") @DecimalMax("10") @DefaultValue("0.5") double critical,
      @Min(1) @DefaultValue("3") int atLeast) {}

  /**
   * A figure against what is usual.
   *
   * @param warning from this multiple on it is worth a look
   * @param critical from this multiple on it is urgent
   * @param atLeast but only if so many values are behind each side
   */
  public record Ratio(
      @DecimalMin("1") @DefaultValue("1.25") double warning,
      @DecimalMin("1") @DefaultValue("1.75") double critical,
      @Min(1) @DefaultValue("3") int atLeast) {}

  /**
   * What is missing.
   *
   * @param share from this share on it is worth a look
   * @param atLeast but only if it is so many
   */
  public record Gap(
      @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.1") double share,
      @Min(1) @DefaultValue("5") int atLeast) {}

  /**
   * A time in progress.
   *
   * @param warning older work is worth a look
   * @param critical older work is urgent
   */
  public record Age(
      @NotNull @DurationMin(hours = 1) @DefaultValue("14d") Duration warning,
      @NotNull @DurationMin(hours = 1) @DefaultValue("60d") Duration critical) {}
}
