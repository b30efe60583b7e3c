package io.issuestream.sync.connection;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where a Jira may be, and how long a newer access token is waited for.
 *
 * @param allowedPrivateTargets addresses and blocks that are not public but may be connected to,
 *     such as {@code 10.20.0.0/16}; the word {@code loopback} stands for this machine. As in
 *     integration-service
 * @param trustedAuthorities a PEM file with certificates of authorities that are trusted beside
 *     Java's own; null where there are none. As in integration-service
 * @param tokenPatience how long a request whose token Jira refused waits for the next one; after
 *     that its run goes on later
 */
@Validated
@ConfigurationProperties("issuestream.jira")
record JiraProperties(
    @NotNull @DefaultValue List<String> allowedPrivateTargets,
    @Nullable Path trustedAuthorities,
    @DurationMin(millis = 1) @DefaultValue("30s") Duration tokenPatience) {}
