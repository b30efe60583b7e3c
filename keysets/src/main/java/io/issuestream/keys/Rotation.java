package io.issuestream.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.security.GeneralSecurityException;

/**
 * The steps of a rotation on a key set in Tink's JSON. How far one is can be told from the set
 * itself, and a step that was done before changes nothing.
 */
public final class Rotation {

  private final KeysetHandle keyset;

  private Rotation(KeysetHandle keyset) {
    this.keyset = keyset;
  }

  /** How far a rotation is. */
  public enum Stage {
    /** One key; none is under way. */
    AT_REST,
    /** The newest key opens, an older one seals. */
    ADDED,
    /** The newest key seals, older ones still open. */
    PROMOTED
  }

  /**
   * Reads a key set with its secrets.
   *
   * @throws GeneralSecurityException if it is none
   */
  public static Rotation of(String json) throws GeneralSecurityException {
    AeadConfig.register();
    HybridConfig.register();
    return new Rotation(TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get()));
  }

  public Stage stage() {
    if (keyset.size() == 1) {
      return Stage.AT_REST;
    }
    return keyset.getAt(keyset.size() - 1).isPrimary() ? Stage.PROMOTED : Stage.ADDED;
  }

  public KeyIds keys() {
    return KeyIds.of(keyset);
  }

  /** With one more key of the primary's kind, which opens and does not seal yet. */
  public Rotation added() throws GeneralSecurityException {
    if (stage() != Stage.AT_REST) {
      return this;
    }
    return new Rotation(
        KeysetHandle.newBuilder(keyset)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(
                        keyset.getPrimary().getKey().getParameters())
                    .withRandomId())
            .build());
  }

  /** With its newest key sealing. */
  public Rotation promoted() throws GeneralSecurityException {
    if (stage() != Stage.ADDED) {
      return this;
    }
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
    builder.getAt(builder.size() - 1).makePrimary();
    return new Rotation(builder.build());
  }

  /**
   * With the sealing key alone.
   *
   * @throws IllegalStateException if the newest key does not seal yet
   */
  public Rotation retired() throws GeneralSecurityException {
    if (stage() == Stage.ADDED) {
      throw new IllegalStateException("The new key has not been promoted");
    }
    KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
    for (int i = builder.size() - 1; i >= 0; i--) {
      if (!builder.getAt(i).isPrimary()) {
        builder.deleteAt(i);
      }
    }
    return new Rotation(builder.build());
  }

  /** In JSON, with its secrets. */
  public String json() throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
  }

  /** The public half of a private key set, in JSON. */
  public String publicJson() throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(keyset.getPublicKeysetHandle());
  }
}
