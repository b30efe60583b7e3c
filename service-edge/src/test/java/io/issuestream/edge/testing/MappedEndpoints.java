package io.issuestream.edge.testing;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;

/** Everything a running service answers to, asked of the service itself. */
final class MappedEndpoints {

  private MappedEndpoints() {}

  /** Each as method and path pattern; {@code ANY} where a mapping takes every method. */
  static Set<String> of(ApplicationContext context) {
    if (!context.getBeansOfType(RouterFunction.class).isEmpty()) {
      throw new AssertionError(
          "A router function does not tell what it answers to; write a controller.");
    }
    var found = new TreeSet<String>();
    context
        .getBeansOfType(RequestMappingInfoHandlerMapping.class)
        .values()
        .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> add(found, info)));
    context
        .getBeansOfType(AbstractUrlHandlerMapping.class)
        .values()
        .forEach(
            mapping -> mapping.getHandlerMap().keySet().forEach(path -> found.add("ANY " + path)));
    return found;
  }

  private static void add(Set<String> found, RequestMappingInfo info) {
    info.getPatternsCondition()
        .getPatterns()
        .forEach(pattern -> {
          String path = pattern.getPatternString();
          info.getMethodsCondition().getMethods().forEach(method -> found.add(method + " " + path));
          if (info.getMethodsCondition().getMethods().isEmpty()) {
            found.add("ANY " + path);
          }
        });
  }
}
