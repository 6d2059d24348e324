package dev.tidegate.task.database;

/** Where logins come from. Every new session asks again, since passwords rotate and tokens live for minutes. */
public interface Credentials {
    /**
     * What the next session logs in with.
     *
     * @throws dev.tidegate.task.outcome.TaskException when there is none to be had
     */
    Login login();

    /**
     * Looks for a newer login after the server refused the last one.
     *
     * @return whether there is one, so that another try makes sense
     * @throws dev.tidegate.task.outcome.TaskException when it cannot be looked for
     */
    boolean renew();

    /** What to look at when the server refuses the login for good; empty when there is nothing to add. */
    String advice();

    /** A login that stays as it is. */
    static Credentials fixed(Login login) {
        return new Credentials() {
            @Override
            public Login login() {
                return login;
            }

            @Override
            public boolean renew() {
                return false;
            }

            @Override
            public String advice() {
                return "";
            }
        };
    }
}
