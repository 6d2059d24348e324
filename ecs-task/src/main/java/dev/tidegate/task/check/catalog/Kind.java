package dev.tidegate.task.check.catalog;

/** What sort of thing in the catalog. */
public enum Kind {
    SCHEMA("schema", false), RELATION("relation", true), COLUMN("column", true), CONSTRAINT("constraint", true), INDEX(
            "index", true), TYPE("type", false), LABEL("enum label", false), DOMAIN_CONSTRAINT("domain constraint",
                    false), FUNCTION("function", false), TRIGGER("trigger", true), RULE("rule", true), POLICY("policy",
                            true), SEQUENCE("sequence", true), PRIVILEGE("privilege", true), EXTENSION("extension",
                                    false), CAST("cast", false), OPERATOR("operator", false), SETTING("setting", false);

    private final String word;
    private final boolean ofRelation;

    Kind(String word, boolean ofRelation) {
        this.word = word;
        this.ofRelation = ofRelation;
    }

    /** What messages call it. */
    public String word() {
        return word;
    }

    /** Whether each of them, or most, belongs to a relation and tells it as {@code relid}. */
    boolean isOfRelation() {
        return ofRelation;
    }
}
