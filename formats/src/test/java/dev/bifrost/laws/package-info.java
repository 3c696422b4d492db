/// The laws that hold for every format alike, over every recording.
@NullMarked
package dev.bifrost.laws;

import org.jspecify.annotations.NullMarked;
