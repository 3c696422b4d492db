/// Tests of the simulator.
@NullMarked
package dev.bifrost.simulator;

import org.jspecify.annotations.NullMarked;
