/// Strict checkers of what this gateway sends, for tests of every room.
@NullMarked
package dev.bifrost.validate;

import org.jspecify.annotations.NullMarked;
