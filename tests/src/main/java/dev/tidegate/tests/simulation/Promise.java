package dev.tidegate.tests.simulation;

/** What the control promises, whatever goes wrong. */
public enum Promise {
    P1("no post-traffic statement starts while a container with older code may still execute"),
    P2("no hook is answered \"succeeded\" before its pre-traffic migrations are committed"),
    P3("at most one migration task of a release and phase is alive; every migration is applied once"),
    P4("every hook gets one final answer, before its deadline, with a reason when it is \"failed\""),
    P5("a release whose deployment failed, was stopped, superseded or rolled back never runs its post-traffic phase"),
    P6("once AWS answers again every release reaches an end by itself"),
    P7("code older than the floor is refused before anything moves, and a rollback is never blocked"),
    ONE_CONTRACTS("the post-traffic phases of a database's releases, and letting new code in, exclude each other"),
    CONTRACT("what the migration task's exit code means is kept to"),
    HISTORY("a release's recorded steps follow each other as they may"),
    NO_ERROR("the control ends every wake-up with an answer, or because AWS did not answer");

    private final String text;

    Promise(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
