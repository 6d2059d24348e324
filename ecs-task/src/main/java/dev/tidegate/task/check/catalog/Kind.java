package dev.tidegate.task.check.catalog;

/** What sort of thing in the catalog. */
public enum Kind {
    SCHEMA("schema"), RELATION("relation"), COLUMN("column"), CONSTRAINT("constraint"), INDEX("index"), TYPE(
            "type"), LABEL("enum label"), DOMAIN_CONSTRAINT("domain constraint"), FUNCTION("function"), TRIGGER(
                    "trigger"), RULE("rule"), POLICY("policy"), SEQUENCE("sequence"), PRIVILEGE("privilege"), EXTENSION(
                            "extension"), CAST("cast"), OPERATOR("operator"), SETTING("setting");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** What messages call it. */
    public String word() {
        return word;
    }
}
