package dev.bifrost.transport;

import java.nio.file.Path;

/// The certificate of a TLS server.
///
/// @param certificateChain a PEM file, the server's own certificate first
/// @param privateKey a PEM file with the unencrypted PKCS #8 key
public record ServerTls(Path certificateChain, Path privateKey) {}
