package dev.slipway.runner;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Scene.Outcome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, with the certificate of the authority in the Secret. */
class EncryptionTest {
  private static final String SECRET = "canary";

  @TempDir Path folder;

  @Test
  void theServersCertificateHasToBeSignedByTheAuthorityInTheSecret() throws Exception {
    Path certificate = folder.resolve("server.crt");
    Path key = folder.resolve("server.key");
    selfSigned("server", certificate, key);
    Path stranger = folder.resolve("stranger.crt");
    selfSigned("stranger", stranger, folder.resolve("stranger.key"));
    try (EmbeddedPostgres server = Servers.encrypted(18, certificate, key)) {
      Scene scene = Scene.on(18).file("V1__a.sql", "SELECT 1;");

      Outcome trusted = run(scene, server, "localhost", "", certificate);
      Outcome required = run(scene, server, "localhost", "?sslmode=require", certificate);
      Outcome foreign = run(scene, server, "localhost", "", stranger);
      Outcome pretended = run(scene, server, "localhost", "?sslmode=require", stranger);
      Outcome misnamed = run(scene, server, "127.0.0.1", "", certificate);
      Outcome byUrl =
          run(scene, server, "localhost", "?sslmode=verify-full&sslrootcert=" + certificate, null);

      for (Outcome good : List.of(trusted, required, byUrl)) {
        assertThat(good.verdict()).as(good.text()).isEqualTo(Verdict.Done);
      }
      for (Outcome bad : List.of(foreign, pretended, misnamed)) {
        assertThat(bad.verdict()).as(bad.text()).isEqualTo(Verdict.Unreachable);
      }
      assertThat(foreign.result().message()).contains("certificate is not accepted", "ca.crt");
    }
  }

  private static Outcome run(
      Scene scene,
      EmbeddedPostgres server,
      String host,
      String parameters,
      @Nullable Path authority)
      throws Exception {
    Path key = scene.migrations().resolveSibling("secrets").resolve("migrator").resolve("ca.crt");
    Files.deleteIfExists(key);
    if (authority != null) {
      Files.copy(authority, key);
    }
    scene
        .secret(
            "migrator",
            "url",
            "postgresql://%s:%d/postgres%s".formatted(host, server.getPort(), parameters))
        .secret("migrator", "username", "postgres");
    return scene.run("status", 0);
  }

  /** Made out to localhost; keytool comes with every JDK. */
  private void selfSigned(String name, Path certificate, Path key) throws Exception {
    Path store = folder.resolve(name + ".p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        Arrays.asList(
            ("-genkeypair -alias it -keyalg RSA -keysize 2048 -dname CN=localhost -validity 3650"
                    + " -ext bc:c -ext san=dns:localhost -storetype PKCS12 -storepass "
                    + SECRET
                    + " -keystore")
                .split(" ")));
    command.add(store.toString());
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, SECRET.toCharArray());
    }
    write(certificate, "CERTIFICATE", keys.getCertificate("it").getEncoded());
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    write(key, "PRIVATE KEY", keys.getKey("it", SECRET.toCharArray()).getEncoded());
  }

  private static void write(Path file, String kind, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text), US_ASCII);
  }
}
