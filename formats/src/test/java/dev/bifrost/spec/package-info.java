/// What we write held to the providers' own API descriptions.
@NullMarked
package dev.bifrost.spec;

import org.jspecify.annotations.NullMarked;
