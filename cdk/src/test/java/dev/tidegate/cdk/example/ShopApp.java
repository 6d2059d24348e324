package dev.tidegate.cdk.example;

import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The app that {@code cdk deploy -c version=42} runs. */
public final class ShopApp {
    private ShopApp() {}

    /** @param arguments where the synthesised app is written; by default where the CDK's command line wants it */
    public static void main(String[] arguments) {
        App app = new App(AppProps.builder().outdir(arguments.length > 0 ? arguments[0] : null).build());
        create(app);
        app.synth();
    }

    /** The stack in an app. */
    public static ShopStack create(App app) {
        String version = Optional.ofNullable(app.getNode().tryGetContext("version")).map(Object::toString).orElse("42");
        return new ShopStack(app, "Shop", StackProps.builder().env(Environment.builder().account("123456789012")
                .region("eu-west-1").build()).build(), version);
    }
}
