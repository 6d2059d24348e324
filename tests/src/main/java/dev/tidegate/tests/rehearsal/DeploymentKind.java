package dev.tidegate.tests.rehearsal;

/** The ways to deploy that can be rehearsed. */
public enum DeploymentKind {
    /** ECS's own blue/green deployment. */
    ECS("ecs", "ECS blue/green"),
    /** Blue/green by CodeDeploy. */
    CODEDEPLOY("codedeploy", "CodeDeploy blue/green");

    private final String word;
    private final String title;

    DeploymentKind(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** As it is asked for: {@code ecs} or {@code codedeploy}. */
    public String word() {
        return word;
    }

    /** In words a reader knows. */
    public String title() {
        return title;
    }
}
