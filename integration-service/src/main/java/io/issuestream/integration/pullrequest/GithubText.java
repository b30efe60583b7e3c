package io.issuestream.integration.pullrequest;

/** Makes texts from outside fit to be kept and passed on. */
final class GithubText {

  private static final char REPLACEMENT = '\uFFFD';

  private GithubText() {}

  /**
   * The text without control characters other than line ends and tabs (PostgreSQL keeps no NUL),
   * without halves of surrogate pairs (they have no UTF-8), cut so that its UTF-8 form is no longer
   * than {@code mostBytes}.
   */
  static String clean(String text, int mostBytes) {
    var kept = new StringBuilder(Math.min(text.length(), mostBytes));
    int bytes = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      int fit = fit(point);
      int size = utf8Length(fit);
      if (bytes + size > mostBytes) {
        break;
      }
      bytes += size;
      kept.appendCodePoint(fit);
    }
    return kept.toString();
  }

  /** Bytes of a clean text in UTF-8. */
  static int utf8Length(String text) {
    return text.codePoints().map(GithubText::utf8Length).sum();
  }

  private static int fit(int point) {
    boolean control = point < 0x20 && point != '\n' && point != '\r' && point != '\t';
    boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return control || half ? REPLACEMENT : point;
  }

  private static int utf8Length(int point) {
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }
}
