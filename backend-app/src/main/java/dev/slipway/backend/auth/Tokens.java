package dev.slipway.backend.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signed tokens, HS256 (RFC 7519, RFC 8725): algorithm, issuer, audience and end are all checked.
 */
public final class Tokens {

  private static final String ISSUER = "shop";
  private static final String FAMILY = "family";

  private final Keys keys;
  private final InstantSource clock;

  /** What a token is good for; each kind has its audience and its key. */
  enum Kind {
    ACCESS("shop-api"),
    REFRESH("shop-refresh");

    private final String audience;

    Kind(String audience) {
      this.audience = audience;
    }
  }

  /**
   * What tokens are made with.
   *
   * @param access null: random, so tokens end with the process and no well-known key exists
   * @param refresh null: random, too
   */
  public record Keys(
      @Nullable String access,
      @Nullable String refresh,
      Duration accessLife,
      Duration refreshLife) {
    @Override
    public String toString() {
      return "keys of tokens";
    }
  }

  /**
   * What a token says.
   *
   * @param family the login it comes from; only refresh tokens have one that matters
   */
  record Claims(String subject, UUID family, UUID id, Instant ends) {}

  private final byte[] accessKey;
  private final byte[] refreshKey;

  public Tokens(Keys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
    this.accessKey = key(Kind.ACCESS, keys.access());
    this.refreshKey = key(Kind.REFRESH, keys.refresh());
  }

  Duration life(Kind kind) {
    return switch (kind) {
      case ACCESS -> keys.accessLife();
      case REFRESH -> keys.refreshLife();
    };
  }

  /** New claims of a kind; their end is the kind's life from now. */
  Claims claims(String subject, UUID family, Kind kind) {
    return new Claims(subject, family, UUID.randomUUID(), clock.instant().plus(life(kind)));
  }

  String signed(Claims claims, Kind kind) {
    JWTClaimsSet set =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(kind.audience)
            .subject(claims.subject())
            .claim(FAMILY, claims.family().toString())
            .jwtID(claims.id().toString())
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(claims.ends()))
            .build();
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();
    var token = new SignedJWT(header, set);
    try {
      token.sign(new MACSigner(key(kind)));
    } catch (JOSEException e) {
      throw new IllegalStateException("a 256 bit key signs HS256", e);
    }
    return token.serialize();
  }

  /** The claims of a token that is ours, of this kind and not ended. */
  Optional<Claims> read(String token, Kind kind) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      if (!JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm())
          || !signed.verify(new MACVerifier(key(kind)))) {
        return Optional.empty();
      }
      JWTClaimsSet set = signed.getJWTClaimsSet();
      Date ends = set.getExpirationTime();
      boolean good =
          ISSUER.equals(set.getIssuer())
              && set.getAudience().equals(List.of(kind.audience))
              && set.getSubject() != null
              && set.getJWTID() != null
              && set.getClaim(FAMILY) instanceof String
              && ends != null
              && clock.instant().isBefore(ends.toInstant());
      return good
          ? Optional.of(
              new Claims(
                  set.getSubject(),
                  UUID.fromString(set.getStringClaim(FAMILY)),
                  UUID.fromString(set.getJWTID()),
                  ends.toInstant()))
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      // Signed by us and yet not ours: as good as no token.
      return Optional.empty();
    }
  }

  private byte[] key(Kind kind) {
    return kind == Kind.ACCESS ? accessKey : refreshKey;
  }

  /** Of the kind as well, so that one secret for both still makes two keys. */
  private static byte[] key(Kind kind, @Nullable String secret) {
    if (secret == null) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      return random;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(kind.audience.getBytes(StandardCharsets.UTF_8));
      return digest.digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
