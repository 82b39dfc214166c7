package dev.slipway.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** R11: accounts in the database, two replicas on it. */
class AccountsTest {

  private static final String CLERK =
      "{\"password\":\"canary-of-the-clerk\",\"memberships\":["
          + "{\"company\":\"harbour\",\"role\":\"clerk\"}]}";

  private static ShopDatabase database;
  private static RunningBackend one;
  private static RunningBackend two;

  @BeforeAll
  static void start() throws SQLException {
    database = ShopDatabase.fresh(PostgresServer.POSTGRES_18);
    database.migrateTo("v7");
    one = RunningBackend.start(database.environment("v7"));
    two = RunningBackend.start(database.environment("v7"));
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  @Test
  void knowsWhoMayWhatInWhichCompany() throws Exception {
    var made = one.put("/api/admin/accounts/cleo", CLERK, one.administrator());
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    var me = two.get("/api/me", one.bearer("cleo", "canary-of-the-clerk")).json();
    assertThat(me.path("username").asText()).isEqualTo("cleo");
    assertThat(me.path("role").asText()).isEqualTo("member");
    assertThat(me.path("permissions").toString())
        .isEqualTo("[\"harbour:orders.place\",\"harbour:orders.read\"]");
    assertThat(one.get("/api/me", one.administrator()).json().path("permissions").toString())
        .isEqualTo("[\"admin\"]");
  }

  @Test
  void storesArgon2idAndNoPassword() throws Exception {
    one.put("/api/admin/accounts/dan", CLERK, one.administrator());
    try (var connection = database.app();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT password_hash FROM shop.accounts WHERE username = 'dan'")) {
      row.next();
      assertThat(row.getString(1)).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
    }
    assertThat(one.login("dan", "canary-of-the-clerk").status()).isEqualTo(200);
    assertThat(one.login("dan", "canary-of-the-admin").status()).isEqualTo(401);
    assertThat(one.login("nobody", "canary-of-the-clerk").status()).isEqualTo(401);
  }

  @Test
  void letsOnlyTheAdministratorIn() throws Exception {
    one.put("/api/admin/accounts/eve", CLERK, one.administrator());
    String[] eve = one.bearer("eve", "canary-of-the-clerk");
    assertThat(one.put("/api/admin/accounts/eve", CLERK, eve).status()).isEqualTo(403);
    assertThat(one.get("/api/admin/pool", eve).status()).isEqualTo(403);
    assertThat(one.get("/api/admin/cache").status()).isEqualTo(401);
    assertThat(one.get("/api/admin/pool", one.administrator()).json().path("size").asInt())
        .isEqualTo(4);
  }

  @Test
  void namesTheFaultsOfAnAccount() throws Exception {
    var answer =
        one.put(
            "/api/admin/accounts/fay",
            "{\"password\":\"short\",\"memberships\":[{\"company\":\"\",\"role\":\"king\"}]}",
            one.administrator());
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("detail").asText())
        .contains("password", "company", "[auditor, clerk, manager]")
        .doesNotContain("short");
    assertThat(one.put("/api/admin/accounts/fay", "{}", one.administrator()).status())
        .isEqualTo(404);
  }

  @Test
  void takesOneRoleInACompanyHoweverOftenItIsSaid() throws Exception {
    String put =
        "{\"password\":\"twelve letters\",\"memberships\":["
            + "{\"company\":\"harbour\",\"role\":\"clerk\"},"
            + "{\"company\":\"harbour\",\"role\":\"%s\"}]}";
    String gil = "/api/admin/accounts/gil";
    assertThat(one.put(gil, put.formatted("clerk"), one.administrator()).status()).isEqualTo(200);
    assertThat(one.put(gil, put.formatted("king"), one.administrator()).status()).isEqualTo(422);
    assertThat(one.put(gil, put.formatted("manager"), one.administrator()).status()).isEqualTo(409);
  }

  @Test
  void takesARefreshCookieOnceAtAnyReplicaAndClosesACopiedOne() throws Exception {
    String first = cookie(one.login("admin", "canary-of-the-admin"));
    var renewed = two.post("/api/auth/refresh", "", "Cookie", first);
    assertThat(renewed.status()).isEqualTo(200);
    String second = cookie(renewed);
    assertThat(second).isNotEqualTo(first);
    // Somebody copied the first one: both of them are out.
    assertThat(one.post("/api/auth/refresh", "", "Cookie", first).status()).isEqualTo(401);
    assertThat(two.post("/api/auth/refresh", "", "Cookie", second).status()).isEqualTo(401);
  }

  @Test
  void letsOneWinWhenTwoReplicasAreAskedAtOnce() throws Exception {
    for (int round = 0; round < 4; round++) {
      String cookie = cookie(one.login("admin", "canary-of-the-admin"));
      try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Integer>> answers = new ArrayList<>();
        for (var replica : List.of(one, two, one, two)) {
          answers.add(
              clients.submit(
                  () -> replica.post("/api/auth/refresh", "", "Cookie", cookie).status()));
        }
        int good = 0;
        for (Future<Integer> answer : answers) {
          good += answer.get() == 200 ? 1 : 0;
        }
        assertThat(good).isEqualTo(1);
      }
    }
  }

  @Test
  void takesACookieThatABuildWithoutTheTableGaveOut() throws Exception {
    try (var old = RunningBackend.start(database.environment("v2"))) {
      String cookie = cookie(old.login("admin", "canary-of-the-admin"));
      var renewed = one.post("/api/auth/refresh", "", "Cookie", cookie);
      assertThat(renewed.status()).isEqualTo(200);
      assertThat(two.post("/api/auth/refresh", "", "Cookie", cookie).status()).isEqualTo(401);
    }
  }

  @Test
  void endsASessionByLogout() throws Exception {
    String cookie = cookie(one.login("admin", "canary-of-the-admin"));
    var out = one.post("/api/auth/logout", "", "Cookie", cookie);
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("set-cookie")).contains("Max-Age=0");
    assertThat(two.post("/api/auth/refresh", "", "Cookie", cookie).status()).isEqualTo(401);
  }

  private static String cookie(RunningBackend.Answer login) {
    String header = login.header("set-cookie");
    return header.substring(0, header.indexOf(';'));
  }
}
