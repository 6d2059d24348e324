package dev.tidegate.lambda.aws;

import static dev.tidegate.lambda.release.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerImage;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What code a task runs, or would run, by each identity. */
class CodesTest {
    private static final String DEFINITION = "arn:aws:ecs:eu-west-1:111122223333:task-definition/worker:7";
    private static final CodeIdentity DIGEST = new CodeIdentity.ImageDigest();
    private static final CodeIdentity TAG = new CodeIdentity.ImageTag();
    private static final CodeIdentity SHA = new CodeIdentity.Environment("SHA");
    private static final CodeIdentity VERSION = new CodeIdentity.DefinitionTag("version");
    private final EcsStub ecs = new EcsStub();
    private Instant now = NOON;
    private final Codes codes = new Codes(new TaskDefinitions(ecs, () -> now, AwsSamples.UNLIMITED));

    @BeforeEach
    void thereIsATaskDefinition() {
        ecs.taskDefinitions.put("worker:7", TaskDefinition.builder().taskDefinitionArn(DEFINITION)
                .containerDefinitions(ContainerDefinition.builder().name("app").image("repo/worker:42").environment(
                        variable("SHA", "a42"), variable("EMPTY", "")).build()).build());
        ecs.tags.put(DEFINITION, List.of(Tag.builder().key("version").value("42").build()));
    }

    private static KeyValuePair variable(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }

    private static Container.Builder container(String name) {
        return Container.builder().name(name).image("repo/worker:42").imageDigest("sha256:" + name);
    }

    private static Task.Builder task(Container.Builder... containers) {
        return Task.builder().taskDefinitionArn(DEFINITION).containers(Stream.of(containers).map(
                Container.Builder::build).toList());
    }

    private static Codes.Question ask(CodeIdentity... identities) {
        return new Codes.Question(Optional.empty(), Set.of(identities));
    }

    @Test
    void aTaskIsKnownByEveryIdentity() {
        assertThat(codes.of(task(container("app")).build(), ask(DIGEST, TAG, SHA, VERSION))).containsExactlyInAnyOrder(
                new Code(DIGEST, "sha256:app"), new Code(TAG, "42"), new Code(SHA, "a42"), new Code(VERSION, "42"));
        assertThat(ecs.definitionsAsked).hasSize(1).containsEntry(DEFINITION, 2);
    }

    @Test
    void whatATaskWasToldInsteadCounts() {
        Task told = task(container("app")).overrides(all -> all.containerOverrides(ContainerOverride.builder().name(
                "app").environment(variable("SHA", "a41")).build())).build();

        assertThat(codes.of(told, ask(SHA))).containsExactly(new Code(SHA, "a41"));
    }

    @Test
    void whatAwsPutsIntoATaskIsNotItsCode() {
        assertThat(codes.of(task(container("aws-guardduty-agent-x1"), container("app"), container(
                "ecs-service-connect-y2")).build(), ask(DIGEST))).containsExactly(new Code(DIGEST, "sha256:app"));
    }

    @Test
    void ofSeveralContainersOneHasToBeNamed() {
        Task two = task(container("app"), container("proxy")).build();

        assertThat(codes.of(two, ask(DIGEST))).isEmpty();
        assertThat(codes.of(two, new Codes.Question(Optional.of("proxy"), Set.of(DIGEST)))).containsExactly(new Code(
                DIGEST, "sha256:proxy"));
        assertThat(codes.of(two, new Codes.Question(Optional.of("other"), Set.of(DIGEST)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"repo/shop:42, 42", "registry:5000/shop, -",
            "registry:5000/shop:a-b.c, a-b.c",
            "shop, -", "shop:42@sha256:1234, 42", "shop@sha256:1234, -", "-, -"})
    void theTagStandsBehindTheName(String image, String tag) {
        assertThat(codes.of(task(container("app").image(image)).build(), ask(TAG))).isEqualTo(Optional.ofNullable(tag)
                .<Set<Code>>map(value -> Set.of(new Code(TAG, value))).orElse(Set.of()));
    }

    @Test
    void whatIsNotSetIsNotKnown() {
        assertThat(codes.of(task(container("app").imageDigest(null)).build(), ask(DIGEST,
                new CodeIdentity.Environment("EMPTY"), new CodeIdentity.Environment("NONE"),
                new CodeIdentity.DefinitionTag("none")))).isEmpty();
    }

    @Test
    void aTagThatIsPutOnLaterIsFoundLaterButNotAskedForWithEveryTask() {
        ecs.tags.clear();
        Task task = task(container("app")).build();
        assertThat(codes.of(task, ask(VERSION))).isEmpty();
        assertThat(codes.of(task, ask(VERSION))).isEmpty();
        assertThat(ecs.definitionsAsked).containsExactly(Map.entry(DEFINITION, 1));

        ecs.tags.put(DEFINITION, List.of(Tag.builder().key("version").value("42").build()));
        now = NOON.plusSeconds(30);
        assertThat(codes.of(task, ask(VERSION))).containsExactly(new Code(VERSION, "42"));
    }

    @Test
    void aDefinitionsDigestIsKnownOnlyFromARevisionOrTheImageItself() {
        assertThat(codes.of(DEFINITION, List.of(), ask(DIGEST))).isEmpty();
        assertThat(codes.of(DEFINITION, List.of(ContainerImage.builder().containerName("app").imageDigest("sha256:r")
                .build(), ContainerImage.builder().containerName("proxy").imageDigest("sha256:p").build()), ask(
                        DIGEST)))
                .containsExactly(new Code(DIGEST, "sha256:r"));

        ecs.taskDefinitions.put("worker:8", TaskDefinition.builder().taskDefinitionArn(DEFINITION.replace(":7", ":8"))
                .containerDefinitions(ContainerDefinition.builder().name("app").image("repo/worker:1@sha256:pin")
                        .build()).build());
        assertThat(codes.of(DEFINITION.replace(":7", ":8"), List.of(), ask(DIGEST, TAG))).containsExactlyInAnyOrder(
                new Code(DIGEST, "sha256:pin"), new Code(TAG, "1"));
    }

    @Test
    void withoutOthersToCompareWithNothingIsAsked() {
        assertThat(codes.of(DEFINITION, List.of(), ask())).isEmpty();
        assertThat(ecs.definitionsAsked).isEmpty();
    }
}
