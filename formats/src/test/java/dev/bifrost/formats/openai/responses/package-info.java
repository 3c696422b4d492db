@NullMarked
package dev.bifrost.formats.openai.responses;

import org.jspecify.annotations.NullMarked;
