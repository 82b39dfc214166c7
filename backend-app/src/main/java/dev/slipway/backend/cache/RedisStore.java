package dev.slipway.backend.cache;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;

/**
 * Values in Redis. A Redis that fails is left alone for a second, so that its time-out is paid once
 * a second and not by each request; what should have been forgotten meanwhile is forgotten before
 * the first read afterwards.
 */
final class RedisStore implements Store {

  private static final int ANSWER_MILLIS = 250;
  private static final Duration REST = Duration.ofSeconds(1);
  private static final int MOST_CONNECTIONS = 16;
  private static final String PREFIX = "shop:";

  /** One step, so that a counter without an end cannot be left behind. */
  private static final String COUNT =
      "local n = redis.call('INCR', KEYS[1])"
          + " if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end return n";

  private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);

  private final RedisClient redis;
  private final InstantSource clock;
  private final AtomicReference<Instant> restsUntil = new AtomicReference<>(Instant.MIN);
  private final AtomicBoolean away = new AtomicBoolean();
  private final Set<String> toForget = new ConcurrentSkipListSet<>();

  RedisStore(URI uri, InstantSource clock) {
    this.clock = clock;
    var connections = new GenericObjectPoolConfig<Connection>();
    connections.setMaxTotal(MOST_CONNECTIONS);
    connections.setMaxIdle(MOST_CONNECTIONS);
    connections.setMaxWait(Duration.ofMillis(ANSWER_MILLIS));
    connections.setJmxEnabled(false);
    var client =
        DefaultJedisClientConfig.builder(uri)
            .connectionTimeoutMillis(ANSWER_MILLIS)
            .socketTimeoutMillis(ANSWER_MILLIS)
            .build();
    this.redis =
        RedisClient.builder()
            .hostAndPort(new HostAndPort(uri.getHost(), uri.getPort() < 0 ? 6379 : uri.getPort()))
            .clientConfig(client)
            .poolConfig(connections)
            .build();
  }

  @Override
  public @Nullable String get(String key) {
    return ask(client -> client.get(PREFIX + key));
  }

  @Override
  public void put(String key, String value, Duration life) {
    ask(client -> client.set(PREFIX + key, value, SetParams.setParams().px(life.toMillis())));
  }

  @Override
  public long forget(String pattern) {
    try {
      return ask(client -> remove(client, pattern));
    } catch (StoreUnavailable e) {
      toForget.add(pattern);
      throw e;
    }
  }

  @Override
  public long count(String key, Duration window) {
    List<String> keys = List.of(PREFIX + key);
    List<String> life = List.of(Long.toString(window.toMillis()));
    return ask(client -> ((Number) client.eval(COUNT, keys, life)).longValue());
  }

  @Override
  public long size() {
    return ask(RedisClient::dbSize);
  }

  @Override
  public String name() {
    return "Redis";
  }

  @Override
  public void close() {
    redis.close();
  }

  private <T extends @Nullable Object> T ask(Function<RedisClient, T> question) {
    Instant now = clock.instant();
    if (now.isBefore(restsUntil.get())) {
      throw new StoreUnavailable("Redis did not answer a moment ago");
    }
    try {
      if (!toForget.isEmpty()) {
        catchUp();
      }
      T answer = question.apply(redis);
      if (away.compareAndSet(true, false)) {
        LOG.info("Redis answers again");
      }
      return answer;
    } catch (JedisException e) {
      restsUntil.set(now.plus(REST));
      if (away.compareAndSet(false, true)) {
        LOG.warn("Redis does not answer ({}); going on without", e.getClass().getSimpleName());
      }
      throw new StoreUnavailable("Redis does not answer");
    }
  }

  private synchronized void catchUp() {
    for (String pattern : List.copyOf(toForget)) {
      remove(redis, pattern);
      toForget.remove(pattern);
    }
  }

  private static long remove(RedisClient redis, String pattern) {
    var match =
        new ScanParams().match(PREFIX + pattern.replaceAll("([?\\[\\]\\\\])", "\\\\$1")).count(500);
    long removed = 0;
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      var found = redis.scan(cursor, match);
      if (!found.getResult().isEmpty()) {
        removed += redis.del(found.getResult().toArray(String[]::new));
      }
      cursor = found.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    return removed;
  }
}
