package io.issuestream.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A process's log, written by the process itself through its standard output; older ones are beside
 * it as {@code .1} and up.
 */
public record LogFile(Path path) {
  private static final int KEPT = 5;

  /** Reading the end of a log looks at no more than this. */
  private static final int TAIL_BYTES = 4 * 1024 * 1024;

  /** Before its process starts: the last log becomes {@code .1}, and so on. */
  public void rotate() {
    try {
      if (!Files.exists(path) || Files.size(path) == 0) {
        return;
      }
      shiftOlder();
      Files.move(path, older(1), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The log " + path + " cannot be put aside: " + e.getMessage(), e);
    }
  }

  /**
   * While its process writes on: what is there is copied to {@code .1} and cut off. Its process
   * appends, so it goes on at the new end; the few lines written between copying and cutting are
   * lost, the disk is not filled.
   */
  public void rotateWhenLargerThan(long bytes) {
    try {
      if (!Files.exists(path) || Files.size(path) <= bytes) {
        return;
      }
      shiftOlder();
      Files.copy(path, older(1), StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The log " + path + " cannot be cut: " + e.getMessage(), e);
    }
  }

  /** The last lines, oldest first; none when there is no log. */
  public List<String> lastLines(int count) {
    if (!Files.exists(path)) {
      return List.of();
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      byte[] tail = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(tail);
      List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException("The log " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void shiftOlder() throws IOException {
    for (int i = KEPT - 1; i >= 1; i--) {
      if (Files.exists(older(i))) {
        Files.move(older(i), older(i + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path older(int generation) {
    return path.resolveSibling(path.getFileName() + "." + generation);
  }
}
