package dev.tidegate.cdk;

import java.util.Optional;
import java.util.function.BiConsumer;
import software.amazon.awscdk.services.ec2.IConnectable;
import software.amazon.awscdk.services.iam.IGrantable;

/**
 * The database as the migration task reaches it.
 *
 * @param address host and port; empty when only the way to it is known
 * @param login lets a role log in as a user of the database by IAM; empty when that cannot be granted
 */
record Database(IConnectable connectable, Optional<String> address, Optional<BiConsumer<IGrantable, String>> login) {}
