/// What OpenAI's two chat formats share: the shape of an error.
@NullMarked
package dev.bifrost.formats.openai;

import org.jspecify.annotations.NullMarked;
