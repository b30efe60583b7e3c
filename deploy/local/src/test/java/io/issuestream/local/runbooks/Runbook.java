package io.issuestream.local.runbooks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of {@code docs/operations}.
 *
 * @param blocks what stands between fences, in order
 */
record Runbook(String page, String text, List<Block> blocks) {
  static final Path ROOT = Path.of(System.getProperty("issuestream.root", "../.."));
  private static final Path PAGES = ROOT.resolve("docs/operations");
  private static final Pattern BLOCK =
      Pattern.compile("^```([a-z]*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("`(\\./issuestream [^`\\n]+)`");

  /**
   * A fenced block.
   *
   * @param language as after the fence; empty for none
   */
  record Block(String language, String text) {

    /** What a person would run, one after the other. */
    List<String> commands() {
      return switch (language) {
        // A backslash at the end goes on in the next line.
        case "sh" -> lines(text.replaceAll("\\\\\\n\\s*", ""), "\\s+# .*$");
        case "promql" -> lines(text, "\\s+# .*$");
        case "sql" ->
            Arrays.stream(text.replaceAll("\\s*-- .*", "").split(";"))
                .map(statement -> statement.replaceAll("\\s+", " ").strip())
                .filter(statement -> !statement.isEmpty())
                .toList();
        default -> List.of();
      };
    }

    private static List<String> lines(String text, String comment) {
      return text.lines()
          .map(line -> line.replaceFirst(comment, "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  static List<Runbook> all() {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(Runbook::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Runbook read(Path file) {
    try {
      String text = Files.readString(file);
      List<Block> blocks = new ArrayList<>();
      BLOCK
          .matcher(text)
          .results()
          .forEach(block -> blocks.add(new Block(block.group(1), block.group(2))));
      return new Runbook(file.getFileName().toString(), text, blocks);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every command between fences. */
  List<String> commands() {
    return blocks.stream().flatMap(block -> block.commands().stream()).toList();
  }

  /** Every command of ours, those in the midst of a sentence too. */
  List<String> ownCommands() {
    Stream<String> fenced =
        commands().stream().filter(command -> command.matches("(\\./)?issuestream .*"));
    Stream<String> inline = INLINE.matcher(text).results().map(found -> found.group(1));
    return Stream.concat(fenced, inline).distinct().toList();
  }
}
