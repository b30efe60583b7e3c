package io.issuestream.integration.github;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How GitHub reaches us.
 *
 * @param publicUrl address of the installation as GitHub sees it, such as {@code
 *     https://issuestream.example.com}; where it is empty, the one a hook was made under is shown
 */
@ConfigurationProperties("issuestream.github")
record GithubProperties(@DefaultValue("") String publicUrl) {}
