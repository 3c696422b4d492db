/// The processes of a run and the cores they are bound to: the mock, the floor, the gateway, and
/// what Linux says about their time and memory.
@NullMarked
package dev.bifrost.bench.machine;

import org.jspecify.annotations.NullMarked;
