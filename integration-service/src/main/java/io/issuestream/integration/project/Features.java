package io.issuestream.integration.project;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be switched off.
 *
 * @param jiraOnboardingPipeline whether choosing a project starts its sync at once; otherwise it
 *     waits for the next scheduled run
 */
@ConfigurationProperties("issuestream.features")
record Features(@DefaultValue("true") boolean jiraOnboardingPipeline) {}
