package dev.tidegate.task.check.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

import dev.tidegate.task.TestDatabase;
import org.junit.jupiter.api.Test;

/** What is read again after a statement, with all that was not, is what reading everything gives. */
class SnapshotReaderTest {
    private static final List<String> STATEMENTS = List.of("CREATE TABLE customer (id int PRIMARY KEY, name text)",
            "CREATE TABLE purchase (id bigserial PRIMARY KEY, customer int REFERENCES customer, name text)",
            "CREATE VIEW named AS SELECT name, count(*) FROM customer JOIN purchase USING (name) GROUP BY name",
            "CREATE VIEW plain AS SELECT * FROM customer", "CREATE VIEW on_plain AS SELECT id FROM plain",
            "ALTER TABLE customer ADD COLUMN added int DEFAULT 1",
            "CREATE INDEX purchase_name ON purchase (lower(name))",
            "ALTER INDEX purchase_name RENAME TO purchase_lower", "COMMENT ON TABLE customer IS 'told nobody'",
            "ALTER TABLE customer RENAME COLUMN id TO number", "ALTER TABLE purchase RENAME TO \"Purchase\"",
            "ALTER TABLE customer ADD CONSTRAINT positive CHECK (number > 0) NOT VALID",
            "ALTER TABLE customer VALIDATE CONSTRAINT positive", "CREATE TYPE mood AS ENUM ('well', 'ill')",
            "ALTER TABLE customer ADD COLUMN mood mood", "ALTER TYPE mood RENAME VALUE 'ill' TO 'unwell'",
            "ALTER TYPE mood RENAME TO state", "CREATE TYPE pair AS (a int, b text)",
            "ALTER TYPE pair ADD ATTRIBUTE c date", "CREATE DOMAIN small AS int CHECK (VALUE < 9)",
            "ALTER DOMAIN small SET DEFAULT 1",
            "CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2'",
            "CREATE FUNCTION fired() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER fires INSTEAD OF INSERT ON plain FOR EACH ROW EXECUTE FUNCTION fired()",
            "ALTER FUNCTION twice(int) STABLE", "CREATE RULE quiet AS ON DELETE TO plain DO INSTEAD NOTHING",
            "ALTER TABLE customer ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY own ON customer USING (EXISTS (SELECT FROM \"Purchase\" p WHERE p.customer = number))",
            "GRANT SELECT (number), UPDATE (name) ON customer TO PUBLIC",
            "GRANT USAGE ON SEQUENCE purchase_id_seq TO PUBLIC",
            "ALTER SEQUENCE purchase_id_seq OWNED BY NONE", "ALTER SEQUENCE purchase_id_seq AS int",
            "ALTER TABLE customer ALTER COLUMN name SET NOT NULL", "ALTER TABLE customer REPLICA IDENTITY FULL",
            "ALTER TABLE customer SET (fillfactor = 50)", "CREATE SCHEMA archive",
            "CREATE TABLE event (at date, what text) PARTITION BY RANGE (at)",
            "CREATE TABLE event_old PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
            "ALTER TABLE event ADD COLUMN more int", "ALTER TABLE event RENAME COLUMN what TO kind",
            "ALTER TABLE event DETACH PARTITION event_old", "ALTER TABLE \"Purchase\" SET SCHEMA archive",
            "ALTER SCHEMA archive RENAME TO past", "DROP VIEW on_plain", "DROP FUNCTION twice(int)",
            "TRUNCATE customer, past.\"Purchase\"", "ALTER TABLE customer DROP COLUMN added",
            "ALTER TABLE past.\"Purchase\" DROP CONSTRAINT purchase_customer_fkey",
            "DROP TABLE past.\"Purchase\" CASCADE",
            "DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; CREATE TABLE last (id int); END $$");

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void readsNoLessThanEverything() throws SQLException {
        try (Connection connection = new TestDatabase().connect()) {
            connection.setAutoCommit(false);
            Snapshot known = SnapshotReader.read(connection);
            for (String sql : STATEMENTS) {
                execute(connection, sql);
                known = SnapshotReader.read(connection, known);
                assertThat(known.all()).as(sql).containsExactlyInAnyOrderElementsOf(SnapshotReader.read(connection)
                        .all());
            }
        }
    }

    @Test
    void noticesWhatIsTakenBack() throws SQLException {
        try (Connection connection = new TestDatabase().connect()) {
            connection.setAutoCommit(false);
            execute(connection, "CREATE TABLE customer (id int, name text)");
            Snapshot before = SnapshotReader.read(connection);
            Savepoint savepoint = connection.setSavepoint();
            execute(connection, "ALTER TABLE customer ALTER COLUMN name SET DEFAULT 'nobody'");
            Snapshot with = SnapshotReader.read(connection, before);
            assertThat(with.find(Kind.COLUMN, "public.customer.name").orElseThrow().get("default")).isEqualTo(
                    "'nobody'::text");
            connection.rollback(savepoint);

            assertThat(SnapshotReader.read(connection, with).all()).containsExactlyInAnyOrderElementsOf(before.all());
        }
    }

    @Test
    void givesTheSameSnapshotWhileNothingChanges() throws SQLException {
        try (Connection connection = new TestDatabase().connect()) {
            connection.setAutoCommit(false);
            execute(connection, "CREATE TABLE customer (id int)");
            Snapshot before = SnapshotReader.read(connection);
            execute(connection, "INSERT INTO customer VALUES (1)");

            assertThat(SnapshotReader.read(connection, before)).isSameAs(before);
        }
    }

    @Test
    void readsAsAnyRole() throws SQLException {
        try (Connection connection = new TestDatabase().connect()) {
            connection.setAutoCommit(false);
            Snapshot before = SnapshotReader.read(connection);
            execute(connection, "CREATE ROLE snapshot_reader");
            execute(connection, "SET ROLE snapshot_reader");

            assertThat(SnapshotReader.read(connection, before).all()).isNotEmpty();
            connection.rollback();
        }
    }
}
