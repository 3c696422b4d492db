/// The network: a small blocking HTTP layer for virtual threads, over Netty. It knows nothing of
/// the gateway, and nothing of Netty shows in what it offers.
///
/// [dev.bifrost.transport.Loops] are the event loops, [dev.bifrost.transport.HttpServer] calls a
/// [dev.bifrost.transport.Handler] with an [dev.bifrost.transport.Exchange] per request, each on a
/// virtual thread of its own, and [dev.bifrost.transport.HttpClient] sends requests to other
/// servers. A request, its virtual thread and its upstream connection stay on one loop, so nothing
/// is handed between threads. Code on such a thread may block in this package as it likes; what
/// blocks elsewhere in native code or computes for long must be given to other threads, which must
/// be started by a platform thread (a virtual thread started on a loop stays on that loop).
@NullMarked
package dev.bifrost.transport;

import org.jspecify.annotations.NullMarked;
