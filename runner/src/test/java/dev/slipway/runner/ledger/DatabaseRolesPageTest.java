package dev.slipway.runner.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.Scene;
import dev.slipway.runner.Scene.Outcome;
import dev.slipway.runner.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script for the DBA, taken from its page and run as it stands there. */
class DatabaseRolesPageTest {
  private static final Path PAGE = Path.of("../docs/how-to/migrations-database-roles.md");

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aMigratorWithoutAnyRightOnTheDatabaseNeedsNoMoreThanTheScript(int major) throws IOException {
    Scene scene = Scene.on(major);
    String database = scene.value("SELECT current_database()");
    String owner = database + "_owner";
    String script = script();
    scene.execute(
        script.replace("shop_owner", owner).replace("shop_app", database + "_app")
            + ("ALTER DATABASE %1$s OWNER TO postgres; REVOKE ALL ON DATABASE %1$s FROM PUBLIC;"
                    + " REVOKE ALL ON DATABASE %1$s FROM %1$s; GRANT CONNECT ON DATABASE %1$s TO"
                    + " %2$s; GRANT scenes TO %2$s; ALTER ROLE %2$s PASSWORD '%3$s'")
                .formatted(database, owner, Scene.PASSWORD));
    scene
        .secret("migrator", "username", owner)
        .file("V1__orders.sql", "CREATE TABLE orders (id int);")
        .file("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON orders (id);");

    Outcome outcome = scene.run("migrate", 1);

    assertThat(outcome.verdict()).as(outcome.text()).isEqualTo(Verdict.Done);
    assertThat(outcome.result().notes()).isNull();
    assertThat(scene.run("status", 0).result().state()).isEqualTo("AtTarget");
    assertThat(
            scene.value(
                "SELECT has_table_privilege('" + database + "_app', 'shop.orders', 'SELECT')"))
        .isEqualTo("t");
    assertThat(script).contains(LedgerSchema.SCRIPT.strip());
  }

  private static String script() throws IOException {
    Matcher block = Pattern.compile("(?s)```sql\n(.*?)```").matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }
}
