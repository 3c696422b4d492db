package dev.bifrost.transport;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// What a client needs for TLS, made once for each [Origin.Trust]. Safe for many threads.
final class ClientTls {
  private final Map<Origin.Trust, SslContext> contexts = new ConcurrentHashMap<>();

  /// The context for these rules of trust.
  ///
  /// @throws SSLException when the extra certificates cannot be read
  SslContext context(Origin.Trust trust) throws SSLException {
    SslContext known = contexts.get(trust);
    if (known != null) {
      return known;
    }
    SslContext made = make(trust);
    contexts.put(trust, made);
    return made;
  }

  private static SslContext make(Origin.Trust trust) throws SSLException {
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    if (trust.verification() == Origin.Verification.OFF) {
      builder
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .endpointIdentificationAlgorithm(null);
    } else if (trust.extraPem() != null) {
      builder.trustManager(withExtra(trust.extraPem()));
    }
    return builder.build();
  }

  /// Believes in the system's certificates and in those of `pem`.
  private static TrustManagerFactory withExtra(String pem) throws SSLException {
    try {
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int count = 0;
      for (X509Certificate system : systemCertificates()) {
        all.setCertificateEntry("system-" + count++, system);
      }
      CertificateFactory reader = CertificateFactory.getInstance("X.509");
      byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
      for (Certificate extra : reader.generateCertificates(new ByteArrayInputStream(bytes))) {
        all.setCertificateEntry("extra-" + count++, extra);
      }
      return factory(all);
    } catch (GeneralSecurityException | IOException broken) {
      throw new SSLException("the extra certificates cannot be read", broken);
    }
  }

  private static X509Certificate[] systemCertificates() throws GeneralSecurityException {
    for (TrustManager manager : factory(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager system) {
        return system.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }

  private static TrustManagerFactory factory(@Nullable KeyStore certificates)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(certificates);
    return factory;
  }
}
