package dev.tidegate.lambda.drain;

import java.util.Optional;

/**
 * Code that a consumer would start next, or is about to end: a scaled-down service still starts its task definition when
 * it is scaled up.
 *
 * @param what such as {@code service revision 93134} or {@code worker:7}
 * @param code what it would run; empty when that cannot be told
 */
public record Standby(String what, Optional<Code> code) {}
