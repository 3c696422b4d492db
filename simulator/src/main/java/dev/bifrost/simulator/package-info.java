/// A provider that needs no key and no internet: it speaks all four dialects, answers by what its
/// models are named for, and misbehaves on request. For `--demo` and for tests.
@NullMarked
package dev.bifrost.simulator;

import org.jspecify.annotations.NullMarked;
