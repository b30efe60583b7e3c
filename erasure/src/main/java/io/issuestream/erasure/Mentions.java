package io.issuestream.erasure;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a person in free text: by account id, e-mail address and display name, whatever their case.
 * A name counts where it stands by itself, a login with an {@code @} before it. Pure.
 */
public final class Mentions {

  /** Names of one or two letters are found everywhere. */
  private static final int SHORTEST = 3;

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
        .filter(text -> text.length() >= SHORTEST)
        .map(text -> "(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])");
  }

  /** Whether a text names the person. */
  public boolean in(@Nullable String text) {
    return pattern != null
        && text != null
        && text.length() >= SHORTEST
        && pattern.matcher(normal(text)).find();
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
