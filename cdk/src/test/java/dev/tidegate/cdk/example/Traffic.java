package dev.tidegate.cdk.example;

import java.util.List;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ecs.AlternateTarget;
import software.amazon.awscdk.services.ecs.AlternateTargetProps;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.ListenerRuleConfiguration;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListenerRule;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCondition;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.constructs.Construct;

/** A load balancer with the two target groups between which a blue/green deployment shifts. */
final class Traffic extends Construct {
    Traffic(Construct scope, IVpc vpc, FargateService service) {
        super(scope, "Traffic");
        ApplicationLoadBalancer balancer = ApplicationLoadBalancer.Builder.create(this, "Balancer").vpc(vpc)
                .internetFacing(true).build();
        ApplicationTargetGroup blue = targets("Blue", vpc);
        ApplicationTargetGroup green = targets("Green", vpc);
        ApplicationListener listener = balancer.addListener("Http", BaseApplicationListenerProps.builder().port(80)
                .defaultAction(ListenerAction.fixedResponse(404)).build());
        ApplicationListenerRule production = ApplicationListenerRule.Builder.create(this, "Production")
                .listener(listener).priority(1).conditions(List.of(ListenerCondition.pathPatterns(List.of("/*"))))
                .action(ListenerAction.forward(List.of(blue))).build();
        blue.addTarget(service.loadBalancerTarget(LoadBalancerTargetOptions.builder().containerName("shop")
                .containerPort(8080).alternateTarget(new AlternateTarget("Alternate", AlternateTargetProps.builder()
                        .alternateTargetGroup(green)
                        .productionListener(ListenerRuleConfiguration.applicationListenerRule(production)).build()))
                .build()));
    }

    private ApplicationTargetGroup targets(String id, IVpc vpc) {
        return ApplicationTargetGroup.Builder.create(this, id).vpc(vpc).port(8080).protocol(ApplicationProtocol.HTTP)
                .targetType(TargetType.IP).build();
    }
}
