/// Who is asking.
@NullMarked
package dev.bifrost.engine.access;

import org.jspecify.annotations.NullMarked;
