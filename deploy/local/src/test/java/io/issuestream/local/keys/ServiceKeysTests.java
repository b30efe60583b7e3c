package io.issuestream.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceKeysTests {
  private static final byte[] CONTEXT = "team/connection/1".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  @Test
  void whatIsSealedWithThePublicKeyOpensWithThePrivateOne() throws Exception {
    ServiceKeys keys = ServiceKeys.in(directory).ensure();
    HybridEncrypt seal =
        read(keys.credentialsPublic())
            .getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
    HybridDecrypt open =
        read(keys.credentialsPrivate())
            .getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);

    byte[] sealed = seal.encrypt("secret".getBytes(StandardCharsets.UTF_8), CONTEXT);

    assertThat(open.decrypt(sealed, CONTEXT)).asString(StandardCharsets.UTF_8).isEqualTo("secret");
  }

  @Test
  void neverReplacesAKeyThatDataWasEncryptedWith() throws Exception {
    ServiceKeys keys = ServiceKeys.in(directory).ensure();
    String before =
        Files.readString(keys.syncAtRest()) + Files.readString(keys.credentialsPublic());

    keys.ensure();

    assertThat(Files.readString(keys.syncAtRest()) + Files.readString(keys.credentialsPublic()))
        .isEqualTo(before);
    assertThat(Files.readString(keys.integrationAtRest()))
        .isNotEqualTo(Files.readString(keys.syncAtRest()));
  }

  @Test
  void isReadableByItsOwnerOnly() throws Exception {
    ServiceKeys keys = ServiceKeys.in(directory).ensure();

    for (Path file :
        new Path[] {keys.syncAtRest(), keys.integrationAtRest(), keys.credentialsPrivate()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  private static KeysetHandle read(Path file) throws Exception {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        Files.readString(file), InsecureSecretKeyAccess.get());
  }
}
