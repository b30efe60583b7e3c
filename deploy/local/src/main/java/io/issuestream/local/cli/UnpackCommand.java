package io.issuestream.local.cli;

import io.issuestream.local.parts.AppJar;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * What the start script runs first after a build; it then starts this program from where it was
 * unpacked to.
 */
@Command(name = "unpack", hidden = true, description = "Unpacks this program and prints where to.")
final class UnpackCommand implements Runnable {
  static final String MODULE = "deploy/local";

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    var home = StackOption.stack().home();
    home.create();
    spec.commandLine()
        .getOut()
        .println(AppJar.prepare(home.project(), MODULE, home.cache()).unpacked());
  }
}
