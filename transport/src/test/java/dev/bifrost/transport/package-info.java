/// Tests over real loopback sockets.
@NullMarked
package dev.bifrost.transport;

import org.jspecify.annotations.NullMarked;
