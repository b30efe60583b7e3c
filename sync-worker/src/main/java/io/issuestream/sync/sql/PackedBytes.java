package io.issuestream.sync.sql;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;

/**
 * Many byte arrays bound as one text parameter; a statement cuts them out of {@code decode($n,
 * 'base64')} by {@code substring}. The driver (r2dbc-postgresql 1.1.1) writes the backslashes of a
 * {@code bytea[]} parameter unescaped and does not release the buffers it makes for it.
 *
 * @param base64 all of them, one after the other
 * @param offsets where each begins, from 1
 * @param lengths bytes of each
 */
public record PackedBytes(String base64, Integer[] offsets, Integer[] lengths) {

  /** Packs them in the given order. */
  public static PackedBytes of(List<byte[]> parts) {
    var all = new ByteArrayOutputStream(parts.stream().mapToInt(part -> part.length).sum());
    var offsets = new Integer[parts.size()];
    var lengths = new Integer[parts.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = all.size() + 1;
      lengths[i] = parts.get(i).length;
      all.writeBytes(parts.get(i));
    }
    return new PackedBytes(Base64.getEncoder().encodeToString(all.toByteArray()), offsets, lengths);
  }
}
