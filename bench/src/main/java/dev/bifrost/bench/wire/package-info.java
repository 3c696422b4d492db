/// What both ends of the measured line share: the dialects, HTTP/1.1 framing, and the time stamps
/// that ride in the streamed text.
@NullMarked
package dev.bifrost.bench.wire;

import org.jspecify.annotations.NullMarked;
