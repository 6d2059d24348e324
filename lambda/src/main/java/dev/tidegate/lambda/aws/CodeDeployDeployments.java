package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.drain.DrainReading;
import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Deployment;
import dev.tidegate.lambda.release.DeploymentStatus;
import dev.tidegate.lambda.release.Hook;
import dev.tidegate.lambda.release.HookAnswer;
import dev.tidegate.lambda.release.Resolution;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.settings.Settings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentNotStartedException;
import software.amazon.awssdk.services.codedeploy.model.InvalidDeploymentIdException;
import software.amazon.awssdk.services.codedeploy.model.InvalidLifecycleEventHookExecutionIdException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEvent;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventAlreadyCompletedException;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Blue/green deployments that CodeDeploy controls. */
final class CodeDeployDeployments {
    /** Before it nothing has been created, and a failure leaves nothing to undo. */
    private static final String PRE_TRAFFIC_EVENT = "BeforeInstall";
    private static final List<String> UNDER_WAY = List.of("Created", "Queued", "InProgress", "Baking", "Ready");

    private final CodeDeployClient codeDeploy;
    private final Services services;
    private final MigrationTaskDefinitions taskDefinitions;
    private final Settings settings;
    private final DeployingService deploying;
    private final TimeLimit limit;

    CodeDeployDeployments(CodeDeployClient codeDeploy, Services services, MigrationTaskDefinitions taskDefinitions,
            Settings settings, DeployingService deploying, TimeLimit limit) {
        this.codeDeploy = codeDeploy;
        this.services = services;
        this.taskDefinitions = taskDefinitions;
        this.settings = settings;
        this.deploying = deploying;
        this.limit = limit;
    }

    Resolution resolve(Deployment.CodeDeploy deployment) {
        // CodeDeploy asks its hooks minutes after it has created the deployment: this is no matter of time.
        return find(deployment).map(info -> resolve(deployment, info)).orElseGet(() -> new Resolution.Refuse(
                "CodeDeploy knows no deployment " + deployment.deploymentId()));
    }

    private Resolution resolve(Deployment.CodeDeploy deployment, DeploymentInfo info) {
        if (isRollback(info)) {
            return new Resolution.Bypass("the deployment is a rollback: it goes back to code that ran before");
        }
        // First of all, because nothing more may be asked about the deployments of others.
        Optional<Settings.Found> found = settings.group(info.applicationName(), info.deploymentGroupName());
        if (found.isEmpty()) {
            return new Resolution.Refuse("deployment group \"" + info.applicationName() + "/"
                    + info.deploymentGroupName() + "\" is in no entry of the settings; add it as \"codeDeploy\", "
                    + "or take the hook out of the AppSpec");
        }
        if (beforeInstallIsOver(deployment)) {
            return new Resolution.Bypass("the hook is not " + PRE_TRAFFIC_EVENT
                    + ": new tasks may run already, so it is too late for pre-traffic migrations");
        }
        return migrates(found.get(), deployment, info);
    }

    static boolean isRollback(DeploymentInfo info) {
        String creator = Optional.ofNullable(info.creatorAsString()).orElse("");
        return creator.equals("codeDeployRollback") || creator.equals("CloudFormationRollback")
                || info.rollbackInfo() != null && info.rollbackInfo().rollbackTriggeringDeploymentId() != null;
    }

    /** The hook's event does not say at which lifecycle event it was sent. */
    private boolean beforeInstallIsOver(Deployment.CodeDeploy deployment) {
        return lifecycleEvents(deployment).stream()
                .filter(event -> PRE_TRAFFIC_EVENT.equals(event.lifecycleEventName()))
                .anyMatch(event -> event.status() == LifecycleEventStatus.SUCCEEDED
                        || event.status() == LifecycleEventStatus.FAILED
                        || event.status() == LifecycleEventStatus.SKIPPED);
    }

    private List<LifecycleEvent> lifecycleEvents(Deployment.CodeDeploy deployment) {
        String id = deployment.deploymentId();
        return limit.ask("CodeDeploy GetDeploymentTarget", () -> {
            try {
                return codeDeploy.listDeploymentTargets(list -> list.deploymentId(id)).targetIds().stream()
                        .map(target -> codeDeploy.getDeploymentTarget(get -> get.deploymentId(id).targetId(target)))
                        .map(response -> response.deploymentTarget().ecsTarget())
                        // A deployment to instances or of a function has another kind of target.
                        .filter(Objects::nonNull).flatMap(target -> target.lifecycleEvents().stream())
                        .toList();
            } catch (DeploymentNotStartedException _) {
                return List.of();
            }
        });
    }

    private Resolution migrates(Settings.Found found, Deployment.CodeDeploy deployment, DeploymentInfo info) {
        Optional<String> taskDefinition = appSpec(info).flatMap(AppSpec::taskDefinition);
        if (taskDefinition.isPresent()) {
            return taskDefinitions.resolve(found, Arns.lastSegment(taskDefinition.get()), new NewCode(taskDefinition,
                    List.of()));
        }
        if (found.database().task().taskDefinition().isEmpty()) {
            return new Resolution.Refuse("the AppSpec of deployment " + deployment.deploymentId()
                    + " cannot be read (it is in S3); give \"task.taskDefinition\" of database \""
                    + found.database().name() + "\"");
        }
        return taskDefinitions.resolve(found, deployment.deploymentId(), new NewCode(Optional.empty(), List.of()));
    }

    /** GetDeployment leaves out the AppSpec's text; it has to be asked for by its checksum. */
    private Optional<String> appSpec(DeploymentInfo info) {
        RevisionLocation revision = info.revision();
        if (revision == null || revision.appSpecContent() == null) {
            return Optional.empty();
        }
        String sha256 = revision.appSpecContent().sha256();
        var response = limit.ask("CodeDeploy GetApplicationRevision",
                () -> codeDeploy.getApplicationRevision(get -> get.applicationName(info.applicationName())
                        .revision(wanted -> wanted.revisionType("AppSpecContent")
                                .appSpecContent(content -> content.sha256(sha256)))));
        return Optional.ofNullable(response.revision()).map(RevisionLocation::appSpecContent)
                .flatMap(content -> Optional.ofNullable(content.content()));
    }

    /** Succeeded is set after the termination wait; the target's own status says so much earlier and is not asked. */
    DeploymentStatus status(Target target, Deployment.CodeDeploy deployment) {
        return find(deployment).map(info -> status(target, deployment, info)).orElseGet(
                () -> new DeploymentStatus.Failed("CodeDeploy does not know the deployment any more"));
    }

    private DeploymentStatus status(Target target, Deployment.CodeDeploy deployment, DeploymentInfo info) {
        String status = info.statusAsString();
        return switch (status) {
            case "Succeeded" -> succeeded(target, deployment, info);
            case "Failed" -> new DeploymentStatus.Failed("the deployment failed" + error(info));
            case "Stopped" -> new DeploymentStatus.Failed("the deployment was stopped" + error(info));
            default -> new DeploymentStatus.UnderWay(status);
        };
    }

    private static String error(DeploymentInfo info) {
        return info.errorInformation() == null ? ""
                : " (" + info.errorInformation().codeAsString() + ": " + info.errorInformation().message() + ")";
    }

    private DeploymentStatus succeeded(Target target, Deployment.CodeDeploy deployment, DeploymentInfo info) {
        if (info.rollbackInfo() != null && info.rollbackInfo().rollbackDeploymentId() != null) {
            return new DeploymentStatus.Failed(
                    "the deployment was rolled back by " + info.rollbackInfo().rollbackDeploymentId());
        }
        Optional<String> another = limit.ask("CodeDeploy ListDeployments",
                () -> codeDeploy.listDeploymentsPaginator(list -> list.applicationName(info.applicationName())
                        .deploymentGroupName(info.deploymentGroupName()).includeOnlyStatusesWithStrings(UNDER_WAY))
                        .deployments().stream().filter(id -> !id.equals(deployment.deploymentId())).findFirst());
        if (another.isPresent()) {
            return new DeploymentStatus.Superseded("deployment " + another.get() + " is under way");
        }
        Optional<Service> service = services.find(target.cluster(), target.service())
                .filter(found -> !Services.isGone(found));
        if (service.isEmpty()) {
            return new DeploymentStatus.Failed("service \"" + target.service() + "\" was deleted");
        }
        return service.get().taskSets().stream().filter(set -> "PRIMARY".equals(set.status())).findFirst()
                .filter(set -> deployment.deploymentId().equals(set.externalId()))
                .<DeploymentStatus>map(_ -> new DeploymentStatus.Succeeded())
                .orElseGet(() -> new DeploymentStatus.Superseded("the service's primary task set is not its own"));
    }

    DrainReading drain(Target target, Deployment.CodeDeploy deployment, Codes.Question question) {
        List<TaskSet> sets = services.describe(target.cluster(), target.service()).taskSets();
        Optional<TaskSet> own = sets.stream().filter(set -> deployment.deploymentId().equals(set.externalId()))
                .findFirst();
        if (own.isEmpty()) {
            return new DrainReading.Unknown(DeployingService.title(target), "it has no task set of deployment "
                    + deployment.deploymentId());
        }
        // No API lists the tasks of a task set: that startedBy is its id is not documented, so the task definition
        // is compared as well.
        var identity = new DrainReading.Identity(own.get().id(), own.get().taskDefinition());
        List<String> others = sets.stream().filter(set -> !set.id().equals(own.get().id()))
                .map(set -> "task set " + set.id() + " " + set.status()).toList();
        return deploying.read(target, identity, others, question);
    }

    void answer(String deploymentId, Hook hook, HookAnswer answer) {
        String status = switch (answer) {
            case HookAnswer.Succeeded _ -> "Succeeded";
            case HookAnswer.Failed _ -> "Failed";
            case HookAnswer.NotYet _ -> throw new IllegalArgumentException("CodeDeploy takes only final answers");
        };
        try {
            codeDeploy.putLifecycleEventHookExecutionStatus(put -> put.deploymentId(deploymentId)
                    .lifecycleEventHookExecutionId(hook.executionId()).status(status));
        } catch (LifecycleEventAlreadyCompletedException _) {
            // Answered by a wake-up that could not record it, or the deployment was stopped: the first answer counts,
            // and how the deployment stands is read anyway.
            return;
        } catch (InvalidLifecycleEventHookExecutionIdException | DeploymentDoesNotExistException e) {
            throw new Cloud.AnswerNotTaken("CodeDeploy did not take \"" + status + "\": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw Calls.unavailable("CodeDeploy PutLifecycleEventHookExecutionStatus", e);
        }
    }

    /** Empty when there is none, as after its application was deleted. */
    private Optional<DeploymentInfo> find(Deployment.CodeDeploy deployment) {
        return limit.ask("CodeDeploy GetDeployment", () -> {
            try {
                return Optional.of(codeDeploy.getDeployment(get -> get.deploymentId(deployment.deploymentId()))
                        .deploymentInfo());
            } catch (DeploymentDoesNotExistException | InvalidDeploymentIdException _) {
                return Optional.empty();
            }
        });
    }
}
