/// What happened: one record per exchange, written off the request's way, never content or secrets.
@NullMarked
package dev.bifrost.engine.ledger;

import org.jspecify.annotations.NullMarked;
