package dev.bifrost.engine.exchange;

import dev.bifrost.engine.config.ProviderConfig.KeyConfig;
import dev.bifrost.engine.provider.ActiveProvider;
import dev.bifrost.wire.WireFormat;

/// One place that can answer a request.
///
/// @param provider who
/// @param key with which credential
/// @param model the provider's name for the model
/// @param format the language to speak with it
public record Target(ActiveProvider provider, KeyConfig key, String model, WireFormat format) {}
