package io.issuestream.matching.member;

import io.issuestream.edge.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * Reads members from CSV: UTF-8, a header with {@code email}, {@code displayName} and {@code
 * githubLogin}.
 */
final class MemberCsv {

  private static final String COLUMNS = "email, displayName and githubLogin";
  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.TRIM_HEADER_SPACES)
          .build();

  private MemberCsv() {}

  /**
   * The rows of a file; empty lines are passed over.
   *
   * @throws Problem (400) if it is not CSV of that kind
   */
  static List<MemberRow> rows(byte[] file) {
    try (MappingIterator<String[]> lines = CSV.readerFor(String[].class).readValues(text(file))) {
      if (!lines.hasNextValue()) {
        throw Problem.invalid(
            "The file is empty; its first line names the columns " + COLUMNS + ".");
      }
      Header header = Header.of(lines.nextValue());
      var rows = new ArrayList<MemberRow>();
      while (true) {
        // Before the row is read: a quoted field may go over several lines.
        int line = lines.currentLocation().getLineNr();
        if (!lines.hasNextValue()) {
          return rows;
        }
        String[] cells = lines.nextValue();
        if (!blank(cells)) {
          rows.add(header.row("line " + line, cells));
        }
      }
    } catch (JacksonException notCsv) {
      throw Problem.invalid("The file is not CSV: " + notCsv.getOriginalMessage());
    }
  }

  private static String text(byte[] file) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      throw Problem.invalid("The file is not UTF-8 text; save it as \"CSV UTF-8\".");
    }
  }

  private static boolean blank(String[] cells) {
    return Arrays.stream(cells).allMatch(String::isBlank);
  }

  /** Where the columns stand; -1 for the one that may be left out. */
  private record Header(int email, int displayName, int githubLogin, int width) {

    static Header of(String[] cells) {
      List<String> names =
          Arrays.stream(cells).map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
      for (String name : names) {
        if (!List.of("email", "displayname", "githublogin").contains(name)) {
          throw Problem.invalid(
              "There is no column '" + name + "'; the columns are " + COLUMNS + ".");
        }
      }
      var header =
          new Header(
              names.indexOf("email"),
              names.indexOf("displayname"),
              names.indexOf("githublogin"),
              names.size());
      if (header.email < 0 || header.displayName < 0) {
        throw Problem.invalid(
            "The first line names the columns " + COLUMNS + "; the last may be left out.");
      }
      return header;
    }

    MemberRow row(String place, String[] cells) {
      if (cells.length > width) {
        throw MembersRejected.because(
            List.of(
                new RowError(
                    place,
                    "There are "
                        + cells.length
                        + " fields for "
                        + width
                        + " columns; quote those with commas.")));
      }
      return new MemberRow(
          place, cell(cells, email), cell(cells, displayName), cell(cells, githubLogin));
    }

    private static @Nullable String cell(String[] cells, int column) {
      return column < 0 || column >= cells.length ? null : cells[column];
    }
  }
}
