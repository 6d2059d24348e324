package dev.tidegate.task.migration;

/**
 * A script as it lies in the folder, before it is known whether its mark matters: an applied script cannot be edited any
 * more, so only pending ones are held to having a right mark.
 *
 * @param file relative to the folder of migrations, with forward slashes
 * @param checksum the one that Flyway would note, as long as no placeholders are filled in
 */
public record Script(String file, Identity identity, Marking marking, int checksum) {}
