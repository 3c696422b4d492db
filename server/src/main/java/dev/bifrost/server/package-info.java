/// The process: command line, configuration files, start and stop.
@NullMarked
package dev.bifrost.server;

import org.jspecify.annotations.NullMarked;
