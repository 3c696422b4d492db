package dev.bifrost.transport;

import java.io.IOException;

/// The client of an exchange has left, or its connection is of no more use.
public final class ClientGone extends IOException {
  private static final long serialVersionUID = 1;

  ClientGone(String message) {
    super(message);
  }
}
