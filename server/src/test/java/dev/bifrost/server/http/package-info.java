/// Tests of the edge.
@NullMarked
package dev.bifrost.server.http;

import org.jspecify.annotations.NullMarked;
