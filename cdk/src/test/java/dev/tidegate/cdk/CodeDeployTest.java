package dev.tidegate.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.lambda.settings.DeployedService;
import dev.tidegate.lambda.settings.DeploymentGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.services.ecs.FargateService;

class CodeDeployTest {
    private static FargateService service;
    private static Tidegate tidegate;
    private static Readable template;

    @BeforeAll
    static void synthesise() {
        Given given = new Given("codedeploy");
        service = given.codeDeployed("Web");
        tidegate = given.tidegate("Tidegate").name("shop").service(service, given.group(service)).build();
        template = Readable.of(given.stack);
    }

    /** Nothing of the service refers to the function, so it needs no name of its own. */
    @Test
    void theFunctionIsToldTheDeploymentGroup() {
        assertThat(SettingsTest.read(template).databases().get(0).services()).containsExactly(new DeployedService(
                "Cluster", "WebService", Optional.of(new DeploymentGroup("${GroupApplication}",
                        "${Group}")), Optional.empty()));
    }

    @Test
    void theHookIsNamedInTheAppSpec() {
        assertThat(tidegate.codeDeployHooks()).isEqualTo(List.of(Map.of("BeforeInstall", template.properties(
                "AWS::Lambda::Function", "Tidegate").get("FunctionName"))));
        assertThatIllegalArgumentException().isThrownBy(() -> tidegate.attachTo(service)).withMessage(
                "Tidegate \"Tidegate\": service \"Shop/Web\" is deployed by CodeDeploy, so it has no lifecycle hook to "
                        + "attach to; put codeDeployHooks() into its AppSpec");
    }

    @Test
    void thereIsNoRoleForEcs() {
        assertThatIllegalArgumentException().isThrownBy(tidegate::getHookRole).withMessage(
                "Tidegate \"Tidegate\": CodeDeploy deploys all of its services, so there is no role by which ECS calls a "
                        + "lifecycle hook; CodeDeploy calls the function with its own, put codeDeployHooks() into the "
                        + "AppSpec");
    }

    @Test
    void theFunctionMayReadAndAnswerThisGroupOnly() {
        String group = "arn:${AWS::Partition}:codedeploy:eu-west-1:123456789012:deploymentgroup:${GroupApplication}"
                + "/${Group}";

        assertThat(statement("ReadCodeDeployDeployments")).containsEntry("Resource", group).containsEntry("Action",
                List.of("codedeploy:GetDeployment", "codedeploy:ListDeployments"));
        assertThat(statement("AnswerCodeDeployHooks")).containsEntry("Resource", group).containsEntry("Action",
                List.of("codedeploy:ListDeploymentTargets", "codedeploy:GetDeploymentTarget",
                        "codedeploy:PutLifecycleEventHookExecutionStatus"));
        assertThat(statement("ReadAppSpec")).containsEntry("Action", "codedeploy:GetApplicationRevision")
                .containsEntry("Resource",
                        "arn:${AWS::Partition}:codedeploy:eu-west-1:123456789012:application:${GroupApplication}");
    }

    @Test
    void ecsIsNotTold() {
        assertThat(statements()).doesNotContainKey("ReadServiceDeployments");
        assertThat(template.ofTidegate("AWS::IAM::Role")).doesNotContainKey("TidegateHookRole");
        assertThat(template.ofTidegate("AWS::Events::Rule")).doesNotContainKey("TidegateDeploymentChanged");
    }

    @Test
    void wakesTheFunctionWhenADeploymentOfTheGroupChanges() {
        assertThat(template.properties("AWS::Events::Rule", "TidegateCodeDeployChanged").get("EventPattern")).isEqualTo(
                Map.of("source", List.of("aws.codedeploy"), "detail-type",
                        List.of("CodeDeploy Deployment State-change Notification"), "detail",
                        Map.of("application", List.of("${GroupApplication}"), "deploymentGroup",
                                List.of("${Group}"))));
    }

    @Test
    void hooksMayBeAnsweredForAnyResourceWhereTheGroupIsNotTaken() {
        Given given = new Given("codedeploy-any");
        FargateService web = given.codeDeployed("Web");
        given.tidegate("Tidegate").service(web, given.group(web)).unscopedCodeDeploy(true).build();

        assertThat(statements(Readable.of(given.stack)).get("AnswerCodeDeployHooks")).containsEntry("Resource", "*");
    }

    private static Map<String, Object> statement(String sid) {
        return statements().get(sid);
    }

    private static Map<String, Map<String, Object>> statements() {
        return statements(template);
    }

    static Map<String, Map<String, Object>> statements(Readable template) {
        Map<String, Map<String, Object>> statements = new TreeMap<>();
        Readable.list(template.properties("AWS::IAM::Role", "TidegateFunctionRole").get("Policies")).stream()
                .map(Readable::object).map(policy -> Readable.object(policy.get("PolicyDocument")))
                .flatMap(document -> Readable.list(document.get("Statement")).stream()).map(Readable::object)
                .forEach(statement -> statements.put(String.valueOf(statement.get("Sid")), statement));
        return statements;
    }
}
