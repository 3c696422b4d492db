/// The HTTP edge: which door a request comes in by, and how its answer goes out.
@NullMarked
package dev.bifrost.server.http;

import org.jspecify.annotations.NullMarked;
