/// Real provider exchanges, for tests.
@NullMarked
package dev.bifrost.recordings;

import org.jspecify.annotations.NullMarked;
