package io.issuestream.insights.key;

import io.issuestream.contracts.code.PullRequestCommit;
import io.issuestream.contracts.code.PullRequestState;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what reads like an issue key in a pull request.
 *
 * <p>A key is two or more capital letters, digits or underscores beginning with a letter, a hyphen,
 * and a number without leading zeros (<a
 * href="https://support.atlassian.com/jira-software-cloud/docs/what-is-an-issue/">Jira's rule</a>).
 * {@code UTF-8} reads like one too: only known issues tell, so everything found here is a proposal.
 *
 * <ul>
 *   <li>Branches are often written in small letters, and so is the last part of a {@code
 *       .../browse/} address; there letters of either case count. In prose only capitals do,
 *       because {@code step-2} is no issue.
 *   <li>One letter behind the number marks a further try at the same issue ({@code ALOY-858b}); in
 *       branches more letters may follow ({@code ALOY-12fix}).
 *   <li>An underscore can be part of a project key or separate words, so {@code fix_ALOY-12}
 *       proposes both readings.
 *   <li>{@code ABC-1.2} is a version.
 * </ul>
 *
 * <p>The time is linear in the length of the text, and text, keys and their length are bounded.
 */
public final class KeyExtractor {

  /**
   * The most keys one pull request has; of a merge that names more, those of later commits are left
   * out.
   */
  static final int MAX_KEYS = 500;

  /** The most characters read of one text. */
  static final int MAX_TEXT = 128 * 1024;

  private static final int MAX_PROJECT = 50;
  private static final int MAX_DIGITS = 10;
  private static final String BROWSE = "/browse/";

  private KeyExtractor() {}

  /** The keys of a pull request, each once, in alphabetical order. */
  public static List<NamedKey> keysOf(PullRequestState pullRequest) {
    var found = new TreeMap<String, Set<KeySource>>();
    collect(pullRequest.title(), KeySource.TITLE, found);
    collect(pullRequest.branch(), KeySource.BRANCH, found);
    collect(pullRequest.body(), KeySource.BODY, found);
    for (PullRequestCommit commit : pullRequest.commits()) {
      collect(commit.message(), KeySource.COMMITS, found);
    }
    return found.entrySet().stream()
        .map(entry -> new NamedKey(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static void collect(
      @Nullable String text, KeySource source, Map<String, Set<KeySource>> found) {
    if (text == null) {
      return;
    }
    int end = Math.min(text.length(), MAX_TEXT);
    for (int hyphen = text.indexOf('-');
        hyphen >= 0 && hyphen < end;
        hyphen = text.indexOf('-', hyphen + 1)) {
      int afterNumber = endOfNumber(text, hyphen + 1, source);
      if (afterNumber > 0) {
        addReadings(text, hyphen, text.substring(hyphen, afterNumber), source, found);
      }
    }
  }

  /** The end of the number that begins here, or -1 if what stands here is none. */
  private static int endOfNumber(String text, int start, KeySource source) {
    int end = start;
    while (end < text.length() && digit(text.charAt(end)) && end - start <= MAX_DIGITS) {
      end++;
    }
    boolean number = end > start && end - start <= MAX_DIGITS && text.charAt(start) != '0';
    return number && mayFollow(text, end, source) ? end : -1;
  }

  private static boolean mayFollow(String text, int end, KeySource source) {
    char next = at(text, end);
    char afterNext = at(text, end + 1);
    if (next == '.' && digit(afterNext)) {
      return false;
    }
    return !letter(next) || source == KeySource.BRANCH || !(letter(afterNext) || digit(afterNext));
  }

  private static void addReadings(
      String text, int hyphen, String number, KeySource source, Map<String, Set<KeySource>> found) {
    int widest = startOfProject(text, hyphen, true);
    boolean anyCase = source == KeySource.BRANCH || afterBrowse(text, widest);
    for (int from = anyCase ? widest : startOfProject(text, hyphen, false); from < hyphen; from++) {
      boolean wordStart = !letter(at(text, from - 1)) && !digit(at(text, from - 1));
      if (wordStart && letter(text.charAt(from)) && hyphen - from >= 2) {
        add(text.substring(from, hyphen).toUpperCase(Locale.ROOT) + number, source, found);
      }
    }
  }

  private static int startOfProject(String text, int hyphen, boolean anyCase) {
    int start = hyphen;
    while (start > 0
        && hyphen - start < MAX_PROJECT
        && inProject(text.charAt(start - 1), anyCase)) {
      start--;
    }
    return start;
  }

  private static boolean afterBrowse(String text, int start) {
    return start >= BROWSE.length() && text.startsWith(BROWSE, start - BROWSE.length());
  }

  private static void add(String key, KeySource source, Map<String, Set<KeySource>> found) {
    if (found.size() < MAX_KEYS || found.containsKey(key)) {
      found.computeIfAbsent(key, absent -> EnumSet.noneOf(KeySource.class)).add(source);
    }
  }

  /** The character there, or a blank outside the text. */
  private static char at(String text, int index) {
    return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
  }

  private static boolean inProject(char c, boolean anyCase) {
    return digit(c) || c == '_' || (letter(c) && (anyCase || c <= 'Z'));
  }

  /** Of the Latin alphabet only: scripts written without blanks may touch a key. */
  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
