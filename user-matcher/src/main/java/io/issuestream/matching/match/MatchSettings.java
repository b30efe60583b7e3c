package io.issuestream.matching.match;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often a team is matched anew while accounts keep coming.
 *
 * @param poll how often to look when no notification came
 * @param pause the least time between two rounds
 */
@Validated
@ConfigurationProperties("issuestream.matching")
record MatchSettings(
    @NotNull @DurationMin(millis = 50) @DefaultValue("500ms") Duration poll,
    @NotNull @DurationMin(millis = 0) @DefaultValue("250ms") Duration pause) {}
