/**
 * The control in a world that is made up from a seed: databases, services, task families, deployments and everything that
 * can go wrong, in virtual time and in one thread. The real {@code Control} runs over {@link SimulatedCloud} and
 * {@link SimulatedLedger}; between any two of its calls anything may happen ({@link Calls}). {@link Promises} holds what it
 * does against the truth of the world, not against its own view: older code is what was made earlier.
 *
 * <p>What the worlds take for granted, because nobody could keep the promises without it:
 * <ul>
 * <li>Code is released in the order in which it was made. Code that was left out is not released after newer code, which
 * the control could not tell from new code; code that was released before may well come back.</li>
 * <li>Consumers that are deployed without a hook are only taken forward, and a family's schedule starts its newest
 * revision, whose code can be told from its task definition: no look can foresee that somebody starts older code a minute
 * later where no hook asks.</li>
 * <li>An announced deployment is made while its announcement is waited for, or never.</li>
 * <li>While a deployment is under way, its service still names the revision to which it could be rolled back.</li>
 * <li>What is read may be up to 12 seconds old, a consumer's new task may be missing from lists for up to 15: together less
 * than the 30 seconds between the two reads of the drain. A migration task may be listed up to 200 seconds late, which is
 * less than a claim lives. The ledger's reads are consistent, its index is not.</li>
 * <li>A function runs for at most a minute: what it has seen may be a minute old when it starts a task. A deployment that is
 * superseded in that minute is not held against it; code that could still run always is.</li>
 * <li>Two deployments of a release's migrations never race in the database: the runner's lock is held, after the loss of
 * an instance for some minutes longer.</li>
 * <li>A hook that was never recorded, because the function died or DynamoDB did not answer, cannot be answered; nor can one
 * when for the five minutes before its deadline no sweep goes through.</li>
 * </ul>
 */
package dev.tidegate.tests.simulation;
