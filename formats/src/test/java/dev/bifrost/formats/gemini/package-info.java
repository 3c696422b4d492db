/// Tests of the Gemini format: laws over recorded exchanges, and cases one by one.
@NullMarked
package dev.bifrost.formats.gemini;

import org.jspecify.annotations.NullMarked;
