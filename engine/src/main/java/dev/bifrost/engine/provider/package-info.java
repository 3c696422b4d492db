/// Who can be asked: providers as data, and what is known of their models.
@NullMarked
package dev.bifrost.engine.provider;

import org.jspecify.annotations.NullMarked;
