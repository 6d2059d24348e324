package dev.tidegate.tests.eventbridge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** One rule as it was put, with its targets by id. A later version of a rule shares the targets of the earlier. */
record Rule(PutRuleRequest definition, String arn, Optional<EventPattern> pattern, Optional<Rate> rate,
        Map<String, Target> targets) {
    static Rule of(PutRuleRequest definition, String arn) {
        if (definition.eventPattern() == null && definition.scheduleExpression() == null) {
            throw Refusal.validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }
        return new Rule(definition, arn, Optional.ofNullable(definition.eventPattern()).map(EventPattern::parse),
                Optional.ofNullable(definition.scheduleExpression()).map(Rate::parse), new LinkedHashMap<>());
    }

    Rule replacing(Rule earlier) {
        return new Rule(definition, arn, pattern, rate, earlier.targets);
    }

    Rule in(RuleState state) {
        return new Rule(definition.toBuilder().state(state).build(), arn, pattern, rate, targets);
    }

    boolean isEnabled() {
        return definition.state() != RuleState.DISABLED;
    }

    boolean matches(ObjectNode event) {
        return isEnabled() && pattern.isPresent() && pattern.get().matches(event);
    }

    software.amazon.awssdk.services.eventbridge.model.Rule listed() {
        return software.amazon.awssdk.services.eventbridge.model.Rule.builder().name(definition.name()).arn(arn)
                .eventPattern(definition.eventPattern()).scheduleExpression(definition.scheduleExpression())
                .description(definition.description()).eventBusName("default")
                .state(isEnabled() ? RuleState.ENABLED : RuleState.DISABLED).build();
    }
}
