/// What the strictest client of each dialect wants of a streamed answer, as code.
@NullMarked
package dev.bifrost.validate;

import org.jspecify.annotations.NullMarked;
