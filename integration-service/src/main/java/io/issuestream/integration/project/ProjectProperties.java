package io.issuestream.integration.project;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How projects are listed.
 *
 * @param freshFor how long a list of projects counts as what Jira has now
 */
@ConfigurationProperties("issuestream.projects")
record ProjectProperties(@DefaultValue("60s") Duration freshFor) {}
