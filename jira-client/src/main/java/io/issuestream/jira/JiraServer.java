package io.issuestream.jira;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a Jira says about itself.
 *
 * @param version such as 9.12.4, or 1001.0.0-SNAPSHOT on Cloud
 * @param deploymentType {@code Cloud} or {@code Server} (Data Center says Server too)
 * @param baseUrl the address it calls itself by
 * @param title the instance's name
 * @param serverTime its clock with its present offset; null when not told
 * @param timeZone its default zone, which only Cloud tells
 */
public record JiraServer(
    String version,
    String deploymentType,
    @Nullable String baseUrl,
    @Nullable String title,
    @Nullable OffsetDateTime serverTime,
    @Nullable ZoneId timeZone) {}
