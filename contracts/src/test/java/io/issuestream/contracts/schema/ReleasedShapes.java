package io.issuestream.contracts.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The second record of what has been published: a text of one line per place in each event type,
 * closed by a checksum.
 *
 * <p>The committed schemas alone could be edited together with a record, and the two would agree.
 * Here such an edit stands out: as a removed or changed line to whoever reads the change, and, as
 * it does not fit the checksum, to the build.
 */
final class ReleasedShapes {

  private static final String HEAD =
      """
      # What every released event type consists of. Written by the build, which only ever adds:
      #   ./mvnw -pl contracts test -Dissuestream.contracts.write=true
      # After a merge conflict take either side whole and let the build write again.
      """;

  private static final String CHECKSUM = "# sha256 ";

  private ReleasedShapes() {}

  /** The text for these shapes. */
  static String write(Map<String, Shape> shapes) {
    var text = new StringBuilder(HEAD);
    new TreeMap<>(shapes)
        .forEach((type, shape) -> {
          text.append("\n[").append(type).append("]\n");
          shape.parts().forEach((path, part) -> text.append(path + " " + part + "\n"));
        });
    String body = text.append('\n').toString();
    return body + CHECKSUM + sha256(body) + "\n";
  }

  /**
   * The shapes of a text.
   *
   * @throws IllegalArgumentException if the text is not as it was written
   */
  static SortedMap<String, Shape> read(String text) {
    int end = text.lastIndexOf(CHECKSUM);
    if (end < 0 || !text.substring(end).equals(CHECKSUM + sha256(text.substring(0, end)) + "\n")) {
      throw new IllegalArgumentException(
          "The record of released shapes was edited by hand. Get it back from version control;"
              + " what is published can be added to, but not taken back.");
    }
    var parts = new TreeMap<String, SortedMap<String, Part>>();
    String type = "";
    for (String line : text.lines().filter(it -> !it.isBlank() && !it.startsWith("#")).toList()) {
      if (line.startsWith("[")) {
        type = line.substring(1, line.length() - 1);
      } else {
        int space = line.indexOf(' ');
        parts
            .computeIfAbsent(type, _ -> new TreeMap<>())
            .put(line.substring(0, space), Part.parse(line.substring(space + 1)));
      }
    }
    var shapes = new TreeMap<String, Shape>();
    parts.forEach((name, found) -> shapes.put(name, new Shape(found)));
    return shapes;
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
