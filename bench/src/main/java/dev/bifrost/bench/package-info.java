/// The benchmark: what is measured, in which order, and how it is told.
@NullMarked
package dev.bifrost.bench;

import org.jspecify.annotations.NullMarked;
