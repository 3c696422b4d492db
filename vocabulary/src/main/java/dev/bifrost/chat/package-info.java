/// The words of a conversation with a model, in no dialect: requests, parts, stream events,
/// answers, usage.
///
/// Texts are [dev.bifrost.json.Str] values: slices of the body they came in, copied raw into what
/// is written. A word is taken in when three formats have the thing; what fewer have stays in
/// [Extras].
@NullMarked
package dev.bifrost.chat;

import org.jspecify.annotations.NullMarked;
