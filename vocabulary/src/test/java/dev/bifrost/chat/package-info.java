/// The words of a conversation held to their promises.
@NullMarked
package dev.bifrost.chat;

import org.jspecify.annotations.NullMarked;
