package io.issuestream.local.runbooks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;

/** A shell in which one command is run after the other, as a person at a terminal does. */
final class Shell implements AutoCloseable {
  private static final String END = "<<ended with ";

  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  /** How a command ended, and all it said. */
  record Ended(int code, String said) {}

  Shell(Path directory, Map<String, String> environment) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder("bash", "--norc")
              .directory(directory.toFile())
              .redirectErrorStream(true);
      builder.environment().putAll(environment);
      process = builder.start();
      in = process.outputWriter();
      out = process.inputReader();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Ended run(String command) {
    try {
      // In the shell itself, so that a directory or a function stays for the next one.
      in.write("{ " + command + "\n} </dev/null\necho \"" + END + "$?>>\"\n");
      in.flush();
      StringBuilder said = new StringBuilder();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        int end = line.indexOf(END);
        if (end >= 0) {
          said.append(line, 0, end);
          String code = line.substring(end + END.length(), line.length() - 2);
          return new Ended(Integer.parseInt(code), said.toString());
        }
        said.append(line).append('\n');
      }
      throw new IllegalStateException("The shell ended at: " + command + "\n" + said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
