package io.issuestream.edge.audit;

import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The service's audit log.
 *
 * @param path where it is shown, under the service's own prefix, such as {@code
 *     /api/v1/metrics/audit}; a service without one keeps no log
 * @param retention how long entries are kept
 * @param sweep how often older ones are looked for
 */
@Validated
@ConfigurationProperties("issuestream.edge.audit")
public record AuditProperties(
    @Pattern(regexp = "/api/v1/[a-z/-]+") String path,
    @DurationMin(days = 1) @DefaultValue("365d") Duration retention,
    @DurationMin(millis = 100) @DefaultValue("1h") Duration sweep) {}
