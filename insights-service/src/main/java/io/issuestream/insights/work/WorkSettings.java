package io.issuestream.insights.work;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often the same thing is computed while changes keep coming.
 *
 * @param poll how often to look when no notification came
 * @param pause the least time between two computations of the same thing
 * @param restFactor and the least multiple of the time the last one took, so that it takes at most
 *     one part in {@code restFactor + 1}
 * @param longestPause but no more: figures are to follow changes within seconds, however dear
 * @param retry the time until what failed is tried again
 * @param parallel things computed at the same time
 */
@Validated
@ConfigurationProperties("issuestream.insights.work")
record WorkSettings(
    @NotNull @DurationMin(millis = 50) @DefaultValue("500ms") Duration poll,
    @NotNull @DurationMin(millis = 0) @DefaultValue("2s") Duration pause,
    @Min(0) @Max(100) @DefaultValue("15") int restFactor,
    @NotNull @DurationMin(millis = 0) @DefaultValue("5s") Duration longestPause,
    @NotNull @DurationMin(millis = 0) @DefaultValue("5s") Duration retry,
    @Min(1) @Max(16) @DefaultValue("2") int parallel) {}
