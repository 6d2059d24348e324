package dev.tidegate.task.database;

import java.util.Optional;

/**
 * Who logs in.
 *
 * @param password empty when the server does not ask for one; never part of the text form
 */
public record Login(String user, Optional<String> password) {
    @Override
    public String toString() {
        return user;
    }
}
