package dev.tidegate.lambda.aws;

import dev.tidegate.lambda.release.Cloud;
import dev.tidegate.lambda.release.Target;
import dev.tidegate.lambda.settings.Database;
import dev.tidegate.lambda.settings.DeployedService;
import dev.tidegate.lambda.settings.Settings;

/** Finds a release's entries in the settings. They may have been taken out while it was under way: then it waits. */
final class Installation {
    private final Settings settings;

    Installation(Settings settings) {
        this.settings = settings;
    }

    Database database(Target target) {
        return settings.database(target.database()).orElseThrow(() -> new Cloud.Unavailable("database \""
                + target.database() + "\" is no longer in the settings; put it back until its releases have ended",
                null));
    }

    DeployedService service(Target target) {
        return database(target).service(target.cluster(), target.service()).orElseThrow(() -> new Cloud.Unavailable(
                "service \"" + target.service() + "\" of database \"" + target.database()
                        + "\" is no longer in the settings; put it back until its releases have ended", null));
    }
}
