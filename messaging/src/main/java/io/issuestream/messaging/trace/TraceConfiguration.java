package io.issuestream.messaging.trace;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Traces, as long as somebody takes them. */
@Configuration(proxyBeanMethods = false)
public class TraceConfiguration {

  private static final String SHARE = "management.tracing.sampling.probability";
  private static final String ADDRESS = "http.url";
  private static final float BOOTS_SHARE = 0.1f;

  @Bean
  Traces traces(ObjectProvider<Tracer> tracer) {
    return new Traces(tracer.getIfAvailable(() -> Tracer.NOOP));
  }

  /** Addresses without their queries: those bear what was searched for, people's among it. */
  @Bean
  ObservationFilter withoutQueries() {
    return context -> {
      KeyValue address = context.getHighCardinalityKeyValue(ADDRESS);
      if (address != null) {
        String path = address.getValue().split("[?#]", 2)[0];
        context.addHighCardinalityKeyValue(KeyValue.of(ADDRESS, path));
      }
      return context;
    };
  }

  /** Where spans are sent nowhere none are kept, and no header or row bears a trace. */
  @Bean
  Sampler sampler(ObjectProvider<SpanExporter> exporters, Environment environment) {
    if (exporters.stream().findAny().isEmpty()) {
      return Sampler.alwaysOff();
    }
    float share = Binder.get(environment).bind(SHARE, Float.class).orElse(BOOTS_SHARE);
    return Sampler.parentBased(Sampler.traceIdRatioBased(share));
  }
}
