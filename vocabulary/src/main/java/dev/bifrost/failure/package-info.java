/// What can go wrong for a user, as values.
@NullMarked
package dev.bifrost.failure;

import org.jspecify.annotations.NullMarked;
