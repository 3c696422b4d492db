/// JSON as it came: a lossless document over the bytes of a body, and a builder for what is new.
///
/// A document is indexed once and never decoded as a whole. Strings and numbers stay slices of the
/// bytes they came in and are copied raw into what is written, so member order, number spelling and
/// string escapes survive, and a translation never decodes and encodes again a large text. All
/// values are immutable and safe for many threads.
@NullMarked
package dev.bifrost.json;

import org.jspecify.annotations.NullMarked;
