package dev.tidegate.tests.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.cdk.template.PlainTemplate;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * What an installation makes.
 *
 * @param resources by name
 * @param hook what the service or the AppSpec says of the hook, in the members' AWS names
 */
record Made(Map<String, Map<String, Object>> resources, Map<?, ?> hook) {
    /** @param parameters of template.yaml */
    static Made plain(Map<String, String> parameters) {
        Map<String, Object> outputs = PlainTemplate.outputs(parameters);
        Object hook = outputs.containsKey("LifecycleHook") ? outputs.get("LifecycleHook") : outputs.get("AppSpecHook");
        try {
            return new Made(PlainTemplate.resources(parameters), new ObjectMapper().readValue((String) hook,
                    Map.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param resources with a service that has a hook */
    static Made attached(Map<String, Map<String, Object>> resources) {
        Map<?, ?> service = (Map<?, ?>) resources.get("WebService").get("Properties");
        List<?> hooks = (List<?>) ((Map<?, ?>) service.get("DeploymentConfiguration")).get("LifecycleHooks");
        Map<?, ?> hook = (Map<?, ?>) hooks.getFirst();
        return new Made(resources, Map.of("hookTargetArn", hook.get("HookTargetArn"), "roleArn", hook.get("RoleArn"),
                "lifecycleStages", hook.get("LifecycleStages")));
    }
}
