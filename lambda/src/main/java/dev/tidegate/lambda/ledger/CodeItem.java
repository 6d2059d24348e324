package dev.tidegate.lambda.ledger;

import dev.tidegate.lambda.drain.Code;
import dev.tidegate.lambda.drain.CodeIdentity;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of code as attributes, in an order of their own so that the same release is always the same item. */
final class CodeItem {
    private CodeItem() {}

    static List<Attributes> of(Set<Code> codes) {
        return codes.stream().sorted(Comparator.comparing(Code::toString)).map(code -> new Attributes()
                .put("identity", code.identity().text()).put("value", code.value())).toList();
    }

    static Set<Code> codes(List<Attributes> items) {
        return items.stream().map(CodeItem::code).collect(Collectors.toSet());
    }

    private static Code code(Attributes item) {
        String identity = item.text("identity");
        return new Code(CodeIdentity.parse(identity).orElseThrow(() -> new IllegalStateException(
                "ledger item has identity \"" + identity + "\", which this version does not know")), item.text(
                        "value"));
    }
}
