package dev.slipway.faults.database;

import java.util.Map;
import java.util.TreeMap;

/** The files of the shop, which count themselves in a probe table. */
final class Migrations {
  /** The first file of release 2. */
  static final String FIRST_OF_TWO = "5";

  private static final Map<String, String> ONE =
      Map.of(
          "V1__shop.sql",
          """
          CREATE TABLE shop.probe (file text PRIMARY KEY, times int NOT NULL);
          INSERT INTO shop.probe VALUES ('1', 1);
          """,
          "V2__orders.sql",
          "CREATE TABLE shop.orders (id bigint PRIMARY KEY, placed timestamptz);\n" + counted(2),
          "V3__index.sql",
          "CREATE INDEX CONCURRENTLY orders_placed ON shop.orders (placed);\n",
          "V4__more.sql",
          counted(4));

  /** There as long as the run that is to be killed is unharmed. */
  static final String UNHARMED = "public.unharmed";

  private static final String LASTS =
      counted(6)
          + """
          DO $$
          BEGIN
            FOR tenth IN 1..1200 LOOP
              EXIT WHEN to_regclass('%s') IS NULL;
              PERFORM pg_sleep(0.1);
            END LOOP;
          END $$;
          """
              .formatted(UNHARMED);
  private static final String FAILS = counted(6) + "SELECT 1 / 0;\n";

  private Migrations() {}

  /** All files that a release brings. */
  static Map<String, String> of(int release, Misfortune misfortune) {
    var files = new TreeMap<>(ONE);
    if (release > 1) {
      files.put("V5__paid.sql", "ALTER TABLE shop.orders ADD COLUMN paid boolean;\n" + counted(5));
      files.put("V6__mend.sql", misfortune == Misfortune.FAILS ? FAILS : LASTS);
      files.put("V7__last.sql", counted(7));
    }
    return files;
  }

  private static String counted(int file) {
    return """
    INSERT INTO shop.probe VALUES ('%d', 1)
      ON CONFLICT (file) DO UPDATE SET times = shop.probe.times + 1;
    """
        .formatted(file);
  }
}
