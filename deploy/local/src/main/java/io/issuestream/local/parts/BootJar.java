package io.issuestream.local.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A jar of jars as Spring Boot's Maven plugin makes it.
 *
 * <p>Boot's own {@code -Djarmode=tools extract} does the same as {@link #unpack}, but only for
 * applications that have Spring on their class path, which sandbox and command line have not.
 *
 * @see <a
 *     href="https://docs.spring.io/spring-boot/specification/executable-jar/nested-jars.html">its
 *     layout</a>
 */
record BootJar(Path file) {
  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";

  /** Counts up when {@link #unpack} lays things out differently: what was unpacked is then old. */
  private static final int LAYOUT = 2;

  /**
   * Changes with the content. Names and check sums are enough: a tenth of a gigabyte need not be
   * read for it.
   */
  String contentHash() throws IOException {
    CRC32 hash = new CRC32();
    hash.update(LAYOUT);
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      for (JarEntry entry : jar.stream().toList()) {
        hash.update(
            (entry.getName() + entry.getCrc() + entry.getSize()).getBytes(StandardCharsets.UTF_8));
      }
    }
    return "%08x".formatted(hash.getValue());
  }

  /**
   * Writes {@code app.jar}, which names its main class and its class path, and the libraries into
   * {@code lib/}.
   */
  void unpack(Path target) throws IOException {
    Files.createDirectories(target.resolve("lib"));
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      List<JarEntry> entries = jar.stream().toList();
      List<JarEntry> libraries =
          entries.stream()
              .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(LIBRARIES))
              .toList();
      for (JarEntry library : libraries) {
        try (InputStream in = jar.getInputStream(library)) {
          Files.copy(in, target.resolve("lib").resolve(simpleName(library)));
        }
      }
      try (OutputStream file = Files.newOutputStream(target.resolve("app.jar"));
          JarOutputStream out = new JarOutputStream(file, manifest(jar, libraries))) {
        for (JarEntry entry : entries) {
          copyOwn(jar, entry, out);
        }
      }
    }
  }

  private static void copyOwn(JarFile jar, JarEntry entry, JarOutputStream out) throws IOException {
    String name = entry.getName();
    // Directories too: Spring finds the classes of a package by the directory's own entry.
    boolean ownClass = name.startsWith(CLASSES) && !name.equals(CLASSES);
    boolean ownMetadata =
        name.startsWith("META-INF/") && !entry.isDirectory() && !name.equals(JarFile.MANIFEST_NAME);
    if (ownClass || ownMetadata) {
      out.putNextEntry(new JarEntry(ownClass ? name.substring(CLASSES.length()) : name));
      try (InputStream in = jar.getInputStream(entry)) {
        in.transferTo(out);
      }
      out.closeEntry();
    }
  }

  private static Manifest manifest(JarFile jar, List<JarEntry> libraries) throws IOException {
    Attributes boot = jar.getManifest().getMainAttributes();
    Manifest manifest = new Manifest();
    Attributes own = manifest.getMainAttributes();
    own.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    own.put(Attributes.Name.MAIN_CLASS, boot.getValue("Start-Class"));
    own.put(
        Attributes.Name.CLASS_PATH,
        libraries.stream()
            .map(library -> "lib/" + simpleName(library))
            .collect(Collectors.joining(" ")));
    return manifest;
  }

  private static String simpleName(JarEntry library) {
    return library.getName().substring(LIBRARIES.length());
  }
}
