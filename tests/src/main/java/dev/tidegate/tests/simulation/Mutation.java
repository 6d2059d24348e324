package dev.tidegate.tests.simulation;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Ledger;
import dev.tidegate.lambda.release.Policy;
import dev.tidegate.lambda.release.Rules;

/** A way in which the control could be wrong. Whatever is not overridden is right. */
interface Mutation {
    Mutation NONE = new Mutation() {};

    /** How many times as much as usual goes wrong in the worlds in which it is tried. */
    default double stress() {
        return 1;
    }

    default Rules rules(Rules rules) {
        return rules;
    }

    default Policy policy(Rules rules) {
        return new Policy(rules);
    }

    default Cloud cloud(Cloud cloud, World world) {
        return cloud;
    }

    default Ledger ledger(Ledger ledger, World world) {
        return ledger;
    }
}
