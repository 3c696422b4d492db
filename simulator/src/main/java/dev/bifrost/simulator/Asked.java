package dev.bifrost.simulator;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.WireFormat;

/// A request for an answer.
///
/// @param format the dialect
/// @param framing how a stream is to lie in bytes
/// @param request what is asked, in no dialect
/// @param body the request as it came, of which some dialects repeat parts
/// @param stream whether a stream is wanted
/// @param caller the credential, which owns the prompt cache; empty where none came
record Asked(
    WireFormat format,
    Framing framing,
    ChatRequest request,
    Obj body,
    boolean stream,
    String caller) {}
