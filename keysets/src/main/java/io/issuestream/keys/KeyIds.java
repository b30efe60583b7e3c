package io.issuestream.keys;

import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/**
 * The keys of a set, by the ids that Tink puts before whatever they seal. An id is no secret.
 *
 * @param primary the one that seals
 * @param all those that open, the primary among them, in the order they were added
 */
public record KeyIds(long primary, List<Long> all) {

  /** How many of the first bytes of what is sealed say under which key: a version, then its id. */
  public static final int PREFIX = 5;

  private static final byte VERSION = 1;

  public KeyIds {
    all = List.copyOf(all);
  }

  static KeyIds of(KeysetHandle keyset) {
    var all = new ArrayList<Long>();
    for (int i = 0; i < keyset.size(); i++) {
      if (keyset.getAt(i).getStatus() == KeyStatus.ENABLED) {
        all.add(Integer.toUnsignedLong(keyset.getAt(i).getId()));
      }
    }
    return new KeyIds(Integer.toUnsignedLong(keyset.getPrimary().getId()), all);
  }

  /** Whether a rotation is under way. */
  public boolean several() {
    return all.size() > 1;
  }

  /**
   * What everything begins with, in hexadecimal digits, that was sealed under a key older than the
   * primary one. Not what was sealed under a newer key: whoever has read of that one's promotion
   * already is not to be undone by who has not.
   */
  public List<String> olderPrefixes() {
    return all.subList(0, Math.max(0, all.indexOf(primary))).stream()
        .map("01%08x"::formatted)
        .toList();
  }

  /** Whether something was sealed under one of these keys. */
  public boolean opens(byte[] sealed) {
    OptionalLong key = sealedUnder(sealed);
    return key.isPresent() && all.contains(key.getAsLong());
  }

  /** The key that something was sealed under; empty where it does not say. */
  public static OptionalLong sealedUnder(byte[] sealed) {
    return sealed.length < PREFIX || sealed[0] != VERSION
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(HexFormat.of().formatHex(sealed, 1, PREFIX), 16));
  }
}
