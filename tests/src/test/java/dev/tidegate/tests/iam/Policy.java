package dev.tidegate.tests.iam;

import java.util.List;
import java.util.stream.Stream;

/** What a role may do, judged as IAM does: what nothing allows is denied, and a denial outweighs everything. */
record Policy(List<Statement> statements) {
    Policy {
        statements = List.copyOf(statements);
    }

    boolean allows(Access access) {
        List<Statement> covering = statements.stream().filter(statement -> statement.covers(access)).toList();
        return !covering.isEmpty() && covering.stream().allMatch(Statement::allows);
    }

    Policy without(Statement statement) {
        return new Policy(statements.stream().filter(one -> one != statement).toList());
    }

    /** It with every statement in turn that has an action or a resource less. */
    Stream<Policy> lessened() {
        return statements.stream().flatMap(statement -> statement.lessened().map(less -> new Policy(Stream.concat(
                without(statement).statements.stream(), Stream.of(less)).toList())));
    }
}
