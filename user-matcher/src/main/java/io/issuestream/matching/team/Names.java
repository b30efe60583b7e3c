package io.issuestream.matching.team;

import java.text.Normalizer;
import java.util.Locale;

/** When two e-mail addresses or two display names are the same. */
public final class Names {

  private Names() {}

  /** E-mail addresses are the same whatever their case. */
  public static String emailKey(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Display names are the same if they look the same: letter for letter, however their accents are
   * encoded.
   */
  public static String nameKey(String displayName) {
    return Normalizer.normalize(displayName.strip(), Normalizer.Form.NFC);
  }

  /** PostgreSQL's text holds every character but the zero one, which JSON can carry. */
  public static String storable(String text) {
    return text.replace("\u0000", "");
  }
}
