package dev.tidegate.tests.ecs;

import software.amazon.awssdk.services.ecs.model.ServiceCurrentRevisionSummary;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;

/** A service revision with its tasks and its share of the traffic. */
final class Revision {
    private final ServiceRevision view;
    private final Fleet fleet;
    private final String label;
    private double productionWeight;
    private double testWeight;

    Revision(ServiceRevision view, Fleet fleet, String label) {
        this.view = view;
        this.fleet = fleet;
        this.label = label;
    }

    void weigh(double production, double test) {
        productionWeight = production;
        testWeight = test;
    }

    double productionWeight() {
        return productionWeight;
    }

    /** Whether it still has, or is meant to have, tasks. */
    boolean active() {
        return fleet.desired() > 0 || !fleet.scaledDown();
    }

    String arn() {
        return view.serviceRevisionArn();
    }

    /** What ECS writes into {@code startedBy} of its tasks: {@code ecs-svc/} and the last part of its ARN. */
    String deploymentId() {
        return "ecs-svc/" + Arns.lastSegment(arn());
    }

    /** Such as {@code shop:42}: how the journal calls it. */
    String label() {
        return label;
    }

    Fleet fleet() {
        return fleet;
    }

    ServiceRevision view() {
        return view;
    }

    ServiceRevisionSummary summary() {
        return ServiceRevisionSummary.builder()
                .arn(arn())
                .requestedTaskCount(fleet.desired())
                .runningTaskCount(fleet.running())
                .pendingTaskCount(fleet.pending())
                .requestedProductionTrafficWeight(productionWeight)
                .requestedTestTrafficWeight(testWeight)
                .build();
    }

    ServiceCurrentRevisionSummary currentSummary() {
        return ServiceCurrentRevisionSummary.builder()
                .arn(arn())
                .requestedTaskCount(fleet.desired())
                .runningTaskCount(fleet.running())
                .pendingTaskCount(fleet.pending())
                .build();
    }
}
