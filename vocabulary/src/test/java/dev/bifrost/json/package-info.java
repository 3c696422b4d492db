/// The JSON document held to the standard, to fuzz and to its own promises.
@NullMarked
package dev.bifrost.json;

import org.jspecify.annotations.NullMarked;
