package io.issuestream.integration.repository;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How repositories are listed.
 *
 * @param freshFor how long a list of repositories counts as what GitHub has now
 */
@ConfigurationProperties("issuestream.github.repositories")
record RepositoryProperties(@DefaultValue("60s") Duration freshFor) {}
