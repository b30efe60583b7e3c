package io.issuestream.local.supervisor;

import io.issuestream.embedded.ServerDidNotStart;
import io.issuestream.local.process.LogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A part that is any little program. */
record ShellPart(
    String name, String script, LogFile log, BooleanSupplier serving, List<String> stopped)
    implements Part {

  static ShellPart of(String name, String script, Path directory, List<String> stopped) {
    return new ShellPart(
        name, script, new LogFile(directory.resolve(name + ".log")), () -> true, stopped);
  }

  @Override
  public int port() {
    return 1;
  }

  @Override
  public Launched start() {
    try {
      Process process = new ProcessBuilder("/bin/sh", "-c", script).start();
      return new Launched() {
        @Override
        public ProcessHandle process() {
          return process.toHandle();
        }

        @Override
        public String ending() {
          return "with code " + process.onExit().join().exitValue();
        }
      };
    } catch (IOException e) {
      throw new ServerDidNotStart(name + " is broken", e);
    }
  }

  @Override
  public boolean serves() {
    return serving.getAsBoolean();
  }

  @Override
  public void stop(Launched launched) {
    launched.process().destroy();
    launched.process().onExit().join();
    stopped.add(name);
  }
}
