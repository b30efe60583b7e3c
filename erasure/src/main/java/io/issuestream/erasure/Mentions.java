package io.issuestream.erasure;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a person in free text: by account id, e-mail address and display name, whatever their case.
 * A name counts where it stands by itself, which in scripts without spaces is anywhere; a login
 * with an {@code @} before it. Pure.
 */
public final class Mentions {

  /** Shorter names are found everywhere. */
  private static final int SHORTEST = 3;

  /** Whole names have two characters in some of the scripts that set no space between words. */
  private static final int SHORTEST_WITHOUT_SPACES = 2;

  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  /** A letter or digit that would be part of the same word. */
  private static final String OF_A_WORD =
      WITHOUT_SPACES.stream()
          .map(script -> "\\p{Is" + script + "}")
          .collect(Collectors.joining("", "[\\p{L}\\p{N}&&[^", "]]"));

  private final @Nullable Pattern pattern;

  private Mentions(@Nullable Pattern pattern) {
    this.pattern = pattern;
  }

  /** Looks for a person. */
  public static Mentions of(Identifiers person) {
    String all =
        Stream.of(
                exact(person.accounts()),
                exact(person.emails()),
                exact(person.names()),
                exact(person.logins().stream().map(login -> "@" + login).toList()))
            .flatMap(stream -> stream)
            .collect(Collectors.joining("|"));
    return new Mentions(
        all.isEmpty()
            ? null
            : Pattern.compile(all, Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE));
  }

  private static Stream<String> exact(List<String> texts) {
    return texts.stream()
        .map(Mentions::normal)
        .filter(text -> text.length() >= shortest(text))
        .map(text ->
            (isWithoutSpaces(text.codePointAt(0)) ? "" : "(?<!" + OF_A_WORD + ")")
                + Pattern.quote(text)
                + (isWithoutSpaces(text.codePointBefore(text.length()))
                    ? ""
                    : "(?!" + OF_A_WORD + ")"));
  }

  private static int shortest(String text) {
    return !text.isEmpty() && isWithoutSpaces(text.codePointAt(0))
        ? SHORTEST_WITHOUT_SPACES
        : SHORTEST;
  }

  private static boolean isWithoutSpaces(int character) {
    return WITHOUT_SPACES.contains(UnicodeScript.of(character));
  }

  /** Whether a text names the person. */
  public boolean in(@Nullable String text) {
    return pattern != null
        && text != null
        && text.length() >= SHORTEST_WITHOUT_SPACES
        && pattern.matcher(normal(text)).find();
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
