/// Where a request goes.
@NullMarked
package dev.bifrost.engine.route;

import org.jspecify.annotations.NullMarked;
