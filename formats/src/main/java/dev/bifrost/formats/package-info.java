/// The registry of the languages; nobody below knows it.
@NullMarked
package dev.bifrost.formats;

import org.jspecify.annotations.NullMarked;
