package dev.tidegate.tests.definition;

import java.util.List;

/** Where JSON is not what AWS defined, told as AWS's services tell it where they do. */
public sealed interface Problem {
    /** Where, such as {@code overrides.containerOverrides[0].name}; empty for the whole. */
    String path();

    /** What is wrong there, as a sentence without its end. */
    String message();

    /** A member that must be there is not. */
    record Missing(String path) implements Problem {
        @Override
        public String message() {
            return "Value null at '" + path + "' failed to satisfy constraint: Member must not be null";
        }
    }

    /** A string that is not one of an enum's values. */
    record OutsideEnum(String path, String value, List<String> allowed) implements Problem {
        @Override
        public String message() {
            return "Value '" + value + "' at '" + path
                    + "' failed to satisfy constraint: Member must satisfy enum value set: " + allowed;
        }
    }

    /** A member that its structure does not have. */
    record Unknown(String path, String structure) implements Problem {
        @Override
        public String message() {
            return "'" + path + "' is not a member of " + structure;
        }
    }

    /** JSON of another kind. */
    record WrongType(String path, String expected, String found) implements Problem {
        @Override
        public String message() {
            return "Value at '" + path + "' must be " + expected + ", got " + found;
        }
    }

    /** A union with none of its members, or with several. */
    record NotOneMember(String path, String structure, List<String> members) implements Problem {
        @Override
        public String message() {
            return "Value at '" + path + "' must have exactly one member of " + structure + ", got " + members;
        }
    }
}
