package io.issuestream.local.parts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes runnable jars of the layout that the build makes, with {@link SampleService} in them. */
public final class SampleJar {
  private SampleJar() {}

  /** Writes {@code <project>/<module>/target/<name>-app.jar}. */
  public static Path write(Path project, String module) throws IOException {
    Path target = Files.createDirectories(project.resolve(module).resolve("target"));
    Path jar = target.resolve(Path.of(module).getFileName() + "-1-app.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Start-Class", SampleService.class.getName());
    String file = SampleService.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest);
        InputStream bytes = SampleService.class.getClassLoader().getResourceAsStream(file)) {
      zip.putNextEntry(new JarEntry("BOOT-INF/classes/" + file));
      zip.write(bytes.readAllBytes());
      zip.closeEntry();
      zip.putNextEntry(new JarEntry("BOOT-INF/classes/module.txt"));
      zip.write(module.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.putNextEntry(new JarEntry("BOOT-INF/lib/empty.jar"));
      zip.write(emptyJar());
      zip.closeEntry();
    }
    return jar;
  }

  private static byte[] emptyJar() throws IOException {
    var bytes = new ByteArrayOutputStream();
    new JarOutputStream(bytes, new Manifest()).close();
    return bytes.toByteArray();
  }
}
