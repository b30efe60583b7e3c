package io.issuestream.messaging.inbound;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Has the binder's clients reach the broker as all others do, by {@code
 * issuestream.kafka.properties}: its consumers, and those it checks their health and lag with. It
 * reads settings of its own, in a context of its own, so that they are given to it as such.
 */
final class BinderConnection implements BeanFactoryPostProcessor, EnvironmentAware {

  private static final String OURS = "issuestream.kafka.properties";
  private static final String BINDERS = "spring.cloud.stream.kafka.binder.configuration.";

  private @Nullable ConfigurableEnvironment environment;

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = (ConfigurableEnvironment) environment;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    ConfigurableEnvironment known = requireNonNull(environment);
    Map<String, Object> settings = new HashMap<>();
    Binder.get(known)
        .bind(OURS, Bindable.mapOf(String.class, String.class))
        .ifBound(ours -> ours.forEach((name, value) -> settings.put(BINDERS + name, value)));
    known.getPropertySources().addLast(new MapPropertySource(OURS, settings));
  }
}
