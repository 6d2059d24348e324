package dev.tidegate.tests.codedeploy;

/**
 * What a test may choose about CodeDeploy: where AWS's documentation leaves room, and faults.
 *
 * @param functionErrorFailsHook whether a function that throws fails its lifecycle event at once. AWS documents only that a
 *        hook without a status fails after one hour, so the default is to wait for that hour
 * @param hooksOnRollback whether a rollback deployment runs the hooks of the revision it goes back to. AWS documents that for
 *        EC2 only; the default is the harder case
 * @param successAfterStopped whether a deployment waits until the tasks of the original task set are STOPPED. The default is
 *        to be done when they are no longer counted as running, while containers still execute
 * @param hooksTwice whether every hook is invoked twice at the same time, with the same ids
 */
public record CodeDeployBehaviour(boolean functionErrorFailsHook, boolean hooksOnRollback, boolean successAfterStopped,
        boolean hooksTwice) {
    public static CodeDeployBehaviour standard() {
        return new CodeDeployBehaviour(false, true, false, false);
    }

    public CodeDeployBehaviour withFunctionErrorFailingHook() {
        return new CodeDeployBehaviour(true, hooksOnRollback, successAfterStopped, hooksTwice);
    }

    public CodeDeployBehaviour withoutHooksOnRollback() {
        return new CodeDeployBehaviour(functionErrorFailsHook, false, successAfterStopped, hooksTwice);
    }

    public CodeDeployBehaviour withSuccessAfterStopped() {
        return new CodeDeployBehaviour(functionErrorFailsHook, hooksOnRollback, true, hooksTwice);
    }

    public CodeDeployBehaviour withHooksTwice() {
        return new CodeDeployBehaviour(functionErrorFailsHook, hooksOnRollback, successAfterStopped, true);
    }
}
