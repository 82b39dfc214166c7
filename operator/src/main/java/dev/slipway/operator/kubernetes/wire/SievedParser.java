package dev.slipway.operator.kubernetes.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Tells of an object only what a sieve lets through; the rest is passed over unread. */
final class SievedParser extends JsonParserDelegate {
  private final Deque<Sieve> open = new ArrayDeque<>();
  private @Nullable Sieve named;

  private SievedParser(JsonParser atObject, Sieve sieve) {
    super(atObject);
    open.push(sieve);
  }

  /** The rest of the object at whose beginning a parser is. Anything else is told as it is. */
  static JsonParser of(JsonParser parser, Sieve sieve) {
    return parser.hasToken(JsonToken.START_OBJECT) ? new SievedParser(parser, sieve) : parser;
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    var token = delegate.nextToken();
    while (token == JsonToken.FIELD_NAME) {
      named = within().of(delegate.currentName());
      if (named != null) {
        return token;
      }
      delegate.nextToken();
      delegate.skipChildren();
      token = delegate.nextToken();
    }
    if (token != null && token.isStructStart()) {
      open.push(named == null ? within() : named);
    } else if (token != null && token.isStructEnd()) {
      open.poll();
    }
    named = null;
    return token;
  }

  private Sieve within() {
    var within = open.peek();
    return within == null ? Sieve.ALL : within;
  }

  @Override
  public @Nullable JsonToken nextValue() throws IOException {
    var token = nextToken();
    return token == JsonToken.FIELD_NAME ? nextToken() : token;
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    var token = currentToken();
    if (token != null && token.isStructStart()) {
      var depth = open.size();
      while (open.size() >= depth && nextToken() != null) {
        // Within, until what is open here is closed.
      }
    }
    return this;
  }
}
