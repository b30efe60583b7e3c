package io.issuestream.jira.address;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/**
 * Whose certificates a Jira may show: those of Java's own authorities, and of the operator's. Host
 * name and dates are checked either way.
 */
public final class TrustedAuthorities {

  private final List<Certificate> own;

  private TrustedAuthorities(Collection<? extends Certificate> own) {
    this.own = List.copyOf(own);
  }

  /**
   * Java's own authorities, and those of a file.
   *
   * @param pem certificates in PEM, of authorities or of single servers; null where there are none
   * @throws IllegalArgumentException naming the file, if it cannot be read or holds no certificate
   */
  public static TrustedAuthorities with(@Nullable Path pem) {
    if (pem == null || pem.toString().isBlank()) {
      return new TrustedAuthorities(List.of());
    }
    try (InputStream file = Files.newInputStream(pem)) {
      Collection<? extends Certificate> read =
          CertificateFactory.getInstance("X.509").generateCertificates(file);
      if (read.isEmpty()) {
        throw new IllegalArgumentException(pem + " holds no certificate");
      }
      return new TrustedAuthorities(read);
    } catch (IOException | CertificateException unreadable) {
      throw new IllegalArgumentException(
          "The certificates of " + pem + " cannot be read; they are expected in PEM", unreadable);
    }
  }

  /** The client, taking these authorities' word. */
  public HttpClient trustedBy(HttpClient client) {
    if (own.isEmpty()) {
      return client;
    }
    try {
      SslContext context = SslContextBuilder.forClient().trustManager(trust()).build();
      return client.secure(spec -> spec.sslContext(context));
    } catch (SSLException failure) {
      throw new IllegalStateException("Java cannot trust these certificates", failure);
    }
  }

  TrustManagerFactory trust() {
    try {
      List<Certificate> all = new ArrayList<>(own);
      for (TrustManager manager : factory(null).getTrustManagers()) {
        if (manager instanceof X509TrustManager known) {
          all.addAll(Arrays.asList(known.getAcceptedIssuers()));
        }
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < all.size(); i++) {
        store.setCertificateEntry("authority-" + i, all.get(i));
      }
      return factory(store);
    } catch (GeneralSecurityException | IOException failure) {
      throw new IllegalStateException("Java's own authorities cannot be read", failure);
    }
  }

  /** Of a store; of Java's own where there is none. */
  private static TrustManagerFactory factory(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}
