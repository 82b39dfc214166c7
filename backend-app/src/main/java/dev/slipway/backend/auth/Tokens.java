package dev.slipway.backend.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signed tokens, HS256. */
public final class Tokens {

  /** What a token is good for; one kind is not taken for the other. */
  enum Kind {
    ACCESS(Duration.ofHours(1)),
    REFRESH(Duration.ofDays(7));

    private final Duration life;

    Kind(Duration life) {
      this.life = life;
    }

    Duration life() {
      return life;
    }
  }

  private static final String KIND = "kind";

  private final byte[] key;
  private final InstantSource clock;

  /**
   * @param secret null: a random key, so tokens end with the process and no well-known key exists
   */
  public Tokens(@Nullable String secret, InstantSource clock) {
    this.key = secret == null ? randomKey() : derivedKey(secret);
    this.clock = clock;
  }

  String issue(String subject, Kind kind) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .subject(subject)
            .claim(KIND, kind.name())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(kind.life())))
            .build();
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      token.sign(new MACSigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("a 256 bit key signs HS256", e);
    }
    return token.serialize();
  }

  /** The subject of a token that is ours, of this kind and not expired. */
  Optional<String> subject(String token, Kind kind) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      Date expires = claims.getExpirationTime();
      boolean good =
          JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm())
              && signed.verify(new MACVerifier(key))
              && kind.name().equals(claims.getStringClaim(KIND))
              && expires != null
              && clock.instant().isBefore(expires.toInstant());
      return good ? Optional.ofNullable(claims.getSubject()) : Optional.empty();
    } catch (ParseException | JOSEException e) {
      return Optional.empty();
    }
  }

  private static byte[] derivedKey(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] randomKey() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return random;
  }
}
