package io.issuestream.sync.work;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Wires what the work runs on. */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

  /** Reading, mapping and compressing issues takes CPU, which must not hold up connections. */
  @Bean(destroyMethod = "dispose")
  Scheduler syncWork() {
    return Schedulers.newParallel("sync-work", Runtime.getRuntime().availableProcessors(), true);
  }
}
