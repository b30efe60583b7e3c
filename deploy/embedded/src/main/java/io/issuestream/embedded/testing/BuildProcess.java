package io.issuestream.embedded.testing;

import io.issuestream.embedded.ProcessIdentity;
import java.util.Optional;

/**
 * The process the test servers live and die with: Maven where one runs the tests, else the test
 * process itself.
 */
final class BuildProcess {
  private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

  private BuildProcess() {}

  /** The outermost Maven above this process, or this process. */
  static ProcessIdentity find() {
    ProcessHandle found = ProcessHandle.current();
    for (Optional<ProcessHandle> p = found.parent(); p.isPresent(); p = p.get().parent()) {
      if (ProcessIdentity.commandLine(p.get()).contains(MAVEN)) {
        found = p.get();
      }
    }
    return ProcessIdentity.of(found);
  }
}
