package io.issuestream.integration.github;

import io.issuestream.integration.secret.Sealed;
import io.issuestream.integration.secret.SealedColumns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says that hooks keep their secrets sealed. */
@Configuration(proxyBeanMethods = false)
class HookSecrets {

  @Bean
  Sealed secretsOfHooks(SealedColumns columns) {
    return columns.of("github_hook", "secret", "hook_id", GithubHook::place);
  }
}
