package dev.slipway.backend.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.backend.auth.Tokens.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R11: which tokens are taken. */
class TokensTest {

  private static final UUID FAMILY = UUID.randomUUID();

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final Tokens.Keys keys =
      new Tokens.Keys("one secret", "one secret", Duration.ofMinutes(15), Duration.ofDays(7));
  private final Tokens tokens = new Tokens(keys, clock);

  @Test
  void takesItsOwnUntilItEnds() {
    String token = tokens.signed(tokens.claims("ana", FAMILY, Kind.ACCESS), Kind.ACCESS);
    assertThat(tokens.read(token, Kind.ACCESS)).map(Tokens.Claims::subject).hasValue("ana");
    now = now.plus(Duration.ofMinutes(15));
    assertThat(tokens.read(token, Kind.ACCESS)).isEmpty();
  }

  @Test
  void takesNoKindForTheOtherEvenWhenBothHaveOneSecret() {
    String access = tokens.signed(tokens.claims("ana", FAMILY, Kind.ACCESS), Kind.ACCESS);
    String refresh = tokens.signed(tokens.claims("ana", FAMILY, Kind.REFRESH), Kind.REFRESH);
    assertThat(tokens.read(access, Kind.REFRESH)).isEmpty();
    assertThat(tokens.read(refresh, Kind.ACCESS)).isEmpty();
  }

  @Test
  void takesTokensOfAReplicaWithTheSameSecretOnly() {
    String token = tokens.signed(tokens.claims("ana", FAMILY, Kind.ACCESS), Kind.ACCESS);
    var other =
        new Tokens.Keys("another", "another", Duration.ofMinutes(15), Duration.ofMinutes(15));
    assertThat(new Tokens(keys, clock).read(token, Kind.ACCESS)).isPresent();
    assertThat(new Tokens(other, clock).read(token, Kind.ACCESS)).isEmpty();
    var random = new Tokens.Keys(null, null, Duration.ofMinutes(15), Duration.ofMinutes(15));
    assertThat(new Tokens(random, clock).read(token, Kind.ACCESS)).isEmpty();
  }

  @Test
  void refusesWhatIsSignedWellAndSaysTheWrongThing() throws Exception {
    assertThat(tokens.read(signed(good(), JWSAlgorithm.HS256), Kind.ACCESS)).isPresent();
    assertThat(tokens.read(signed(good().audience("other"), JWSAlgorithm.HS256), Kind.ACCESS))
        .isEmpty();
    assertThat(tokens.read(signed(good().issuer("other"), JWSAlgorithm.HS256), Kind.ACCESS))
        .isEmpty();
    assertThat(tokens.read(signed(good().expirationTime(null), JWSAlgorithm.HS256), Kind.ACCESS))
        .isEmpty();
    assertThat(tokens.read(signed(good().subject(null), JWSAlgorithm.HS256), Kind.ACCESS))
        .isEmpty();
    assertThat(tokens.read(signed(good().jwtID(null), JWSAlgorithm.HS256), Kind.ACCESS)).isEmpty();
    assertThat(tokens.read(signed(good().claim("family", 7), JWSAlgorithm.HS256), Kind.ACCESS))
        .isEmpty();
  }

  @Test
  void refusesOtherAlgorithmsAndRubbish() throws Exception {
    assertThat(tokens.read(new PlainJWT(good().build()).serialize(), Kind.ACCESS)).isEmpty();
    String token = signed(good(), JWSAlgorithm.HS256);
    assertThat(tokens.read(token.substring(0, token.length() - 4) + "AAAA", Kind.ACCESS)).isEmpty();
    assertThat(tokens.read("", Kind.ACCESS)).isEmpty();
    assertThat(tokens.read("a.b.c", Kind.ACCESS)).isEmpty();
  }

  /** Our key made the signature, and the header says that it was made otherwise. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "HS384", "HS512", "RS256", "ES256", "hs256"})
  void refusesAHeaderThatNamesAnotherAlgorithm(String algorithm) throws Exception {
    assertThat(tokens.read(underHeader("HS256"), Kind.ACCESS)).isPresent();
    assertThat(tokens.read(underHeader(algorithm), Kind.ACCESS)).isEmpty();
  }

  private String underHeader(String algorithm) throws Exception {
    var signedPart =
        Base64URL.encode("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}")
            + "."
            + Base64URL.encode(good().build().toString());
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key(), "HmacSHA256"));
    byte[] signature = mac.doFinal(signedPart.getBytes(StandardCharsets.US_ASCII));
    return signedPart + "." + Base64URL.encode(signature);
  }

  private JWTClaimsSet.Builder good() {
    return new JWTClaimsSet.Builder()
        .issuer("shop")
        .audience("shop-api")
        .subject("ana")
        .claim("family", FAMILY.toString())
        .jwtID(UUID.randomUUID().toString())
        .expirationTime(Date.from(now.plusSeconds(60)));
  }

  private static String signed(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm)
      throws Exception {
    var token = new SignedJWT(new JWSHeader(algorithm), claims.build());
    token.sign(new MACSigner(key()));
    return token.serialize();
  }

  private static byte[] key() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update("shop-api".getBytes(StandardCharsets.UTF_8));
    return digest.digest("one secret".getBytes(StandardCharsets.UTF_8));
  }
}
