package io.issuestream.local.letters;

import io.issuestream.local.api.Api;
import io.issuestream.local.cli.StackOption;
import io.issuestream.local.issuer.TokenRole;
import io.issuestream.local.parts.ServiceSpec;
import io.issuestream.local.stack.Stack;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The services that letters are asked of. */
final class Offices {

  private Offices() {}

  /** The one named, by its name or without {@code -service}; all where none is. */
  static List<ServiceSpec> named(@Nullable String name, CommandSpec spec) {
    if (name == null) {
      return ServiceSpec.ALL;
    }
    Optional<ServiceSpec> found =
        ServiceSpec.named(name).or(() -> ServiceSpec.named(name + "-service"));
    return List.of(
        found.orElseThrow(() ->
            new ParameterException(
                spec.commandLine(), "--service is one of " + names() + ", not " + name + ".")));
  }

  private static String names() {
    return ServiceSpec.ALL.stream().map(ServiceSpec::name).collect(Collectors.joining(", "));
  }

  /**
   * The running stack's API, as an sre.
   *
   * @throws UncheckedIOException if it is not up
   */
  static Api api() {
    Stack stack = StackOption.stack();
    if (stack.running().isEmpty()) {
      throw new UncheckedIOException(
          "The stack is not up; ./issuestream up starts it.", new ConnectException());
    }
    return stack.api(Office.PLATFORM, TokenRole.SRE);
  }
}
