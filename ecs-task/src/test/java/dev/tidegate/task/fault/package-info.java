/**
 * What happens to a run that is killed, cut off, restarted under, blocked, out of space or not alone: afterwards the history is
 * right, every migration was applied once, and the next run finishes. The runner is a real process, the server a real one.
 */
package dev.tidegate.task.fault;
