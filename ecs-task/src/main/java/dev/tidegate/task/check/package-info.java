/**
 * Does the mark fit the statements? Runs new migrations on a throw-away PostgreSQL and observes what they do to the catalog, to
 * locks and to what an old client can do. {@code catalog} describes a schema, {@code scratch} runs and observes, {@code rule}
 * is pure: it makes findings of what was observed. {@code client} plays the old code; {@code report} writes it all down.
 */
package dev.tidegate.task.check;
