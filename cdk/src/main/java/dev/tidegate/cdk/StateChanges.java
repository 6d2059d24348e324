package dev.tidegate.cdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.events.OnEventOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.Construct;

/** Rules on the events that the function publishes. */
final class StateChanges {
    private StateChanges() {}

    /** @param function whose events they are: another one may have a database of the same name */
    static Rule rule(Construct scope, String id, IFunction function, Optional<IEventBus> bus,
            OnEventOptions options) {
        Rule rule = Rule.Builder.create(scope, id).description(options.getDescription()).ruleName(options
                .getRuleName()).eventBus(bus.orElse(null)).eventPattern(EventPattern.builder()
                        .source(List.of("tidegate")).detailType(List.of("Tidegate Release State Change"))
                        .detail(Map.of("function", List.of(function.getFunctionName()))).build()).build();
        Optional.ofNullable(options.getEventPattern()).ifPresent(rule::addEventPattern);
        Optional.ofNullable(options.getTarget()).ifPresent(rule::addTarget);
        return rule;
    }
}
