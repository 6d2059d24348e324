package dev.tidegate.tests.rehearsal;

import static dev.tidegate.tests.rehearsal.Shops.startedBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.tests.container.ContainerSpec;
import dev.tidegate.tests.function.InvokeEndpoint;
import dev.tidegate.tests.shop.ShopRelease;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The operator's command line, as a process, against the packaged function. */
@Execution(ExecutionMode.CONCURRENT)
class OperatorOverTheWireTest {
    private static Servers servers;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        servers = Servers.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    private record Said(int exit, String out, String err) {}

    private static Process operator(InvokeEndpoint lambda, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Programs.runner().program(new ContainerSpec("", "operator", "", List
                .of(arguments), Map.of(), OptionalInt.empty())).command());
        builder.environment().putAll(Map.of("AWS_ENDPOINT_URL_LAMBDA", lambda.uri().toString(), "AWS_REGION",
                Account.REGION, "AWS_ACCESS_KEY_ID", "operator", "AWS_SECRET_ACCESS_KEY", "operator",
                "TIDEGATE_FUNCTION",
                "CodeDeployHook_tidegate"));
        return builder.start();
    }

    private static Said said(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Said(process.exitValue(), out, err);
    }

    private static Said ask(InvokeEndpoint lambda, String... arguments) throws Exception {
        return said(operator(lambda, arguments));
    }

    @Test
    void anOperatorSeesWhatAReleaseWaitsForApprovesItAndWatchesItsEnd() throws Exception {
        Plan plan = Shops.plan(folder, DeploymentKind.CODEDEPLOY, ShopRelease.V42).function(FunctionPlan.with(
                "\"approval\": true,"));
        try (Rehearsal rehearsal = Rehearsal.prepare(servers, plan, (_, _) -> {}, (_, _) -> {});
                InvokeEndpoint lambda = InvokeEndpoint.start(rehearsal.account.lambda)) {
            assertThat(ask(lambda, "list")).isEqualTo(new Said(0, "no release yet\n", ""));
            String id = rehearsal.deploy();
            rehearsal.awaitState(id, "Draining");

            Await.until("only the approval to be missing", Rehearsal.PATIENCE, () -> closed(rehearsal, id).equals(List
                    .of("approval")));
            assertThat(ask(lambda, "explain", id).out()).startsWith(id + "  version shop:2  Draining\n")
                    .contains("\n  closed  approval   waiting for approval: ").contains("\n  open    drained\n");
            Process watch = operator(lambda, "status", id, "--watch=1s");
            BufferedReader watched = watch.inputReader(StandardCharsets.UTF_8);
            // The approval must not overtake the first view.
            assertThat(watched.readLine()).isEqualTo(id + "  version shop:2  Draining");

            assertThat(ask(lambda, "approve", id, "--by=ann")).satisfies(said -> assertThat(said.exit()).as(said.err())
                    .isZero());
            rehearsal.awaitEnd(id);

            assertThat(watched.readAllAsString()).contains("\n" + id + "  version shop:2  Completed\n").contains(
                    "  approved    by ann");
            assertThat(watch.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(watch.exitValue()).isZero();
            assertThat(ask(lambda, "history", id).out()).contains("Opened", "PreRunning", "Armed", "Draining",
                    "PostRunning", "Completed");
            assertThat(ask(lambda, "list", "--database=shop").out()).contains("RELEASE", "Completed");
            assertThat(ask(lambda, "explain", id, "--json").out()).startsWith("{\"release\":\"" + id + "\"");
            assertThat(startedBy(rehearsal, id)).containsExactly("pre/1", "post/1");
            refusals(lambda, id);
            assertThat(rehearsal.defects()).isEmpty();
        }
    }

    private static List<String> closed(Rehearsal rehearsal, String id) {
        List<String> closed = new ArrayList<>();
        rehearsal.call("{\"command\": \"explain\", \"release\": \"" + id + "\"}").path("gates").forEach(gate -> {
            if (!gate.path("open").asBoolean()) {
                closed.add(gate.path("gate").asText());
            }
        });
        return closed;
    }

    private static void refusals(InvokeEndpoint lambda, String id) throws Exception {
        assertThat(ask(lambda, "cancel", id)).satisfies(said -> {
            assertThat(said.exit()).isEqualTo(4);
            assertThat(said.err()).contains("Completed");
        });
        assertThat(ask(lambda, "status", "nobody").err()).startsWith("no release \"nobody\" in the ledger");
        assertThat(ask(lambda, "list", "--function=nobody")).isEqualTo(new Said(2, "",
                "function \"nobody\": there is none of that name or ARN in this account and region:"
                        + " function \"nobody\" not found\n"));
    }
}
