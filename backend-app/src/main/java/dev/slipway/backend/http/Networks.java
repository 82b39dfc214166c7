package dev.slipway.backend.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Networks in CIDR notation. */
public record Networks(List<Network> networks) {

  public static final Networks NONE = new Networks(List.of());

  /**
   * One of them.
   *
   * @param bits how many leading bits are compared
   */
  public record Network(InetAddress address, int bits) {

    boolean contains(InetAddress other) {
      byte[] ours = address.getAddress();
      byte[] theirs = other.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Reads addresses, each with or without a length.
   *
   * @throws IllegalArgumentException with a sentence that continues the name of a variable
   */
  public static Networks parse(List<String> texts) {
    List<Network> networks = new ArrayList<>();
    for (String text : texts) {
      String[] parts = text.split("/", 2);
      InetAddress address = literal(parts[0]);
      int all = address.getAddress().length * 8;
      networks.add(new Network(address, parts.length == 1 ? all : length(parts[1], all)));
    }
    return new Networks(List.copyOf(networks));
  }

  boolean contain(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /**
   * An address that is written out; a name is never looked up.
   *
   * @throws IllegalArgumentException when it is not one
   */
  static InetAddress literal(String text) {
    try {
      if (text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
        return InetAddress.getByName(text);
      }
    } catch (UnknownHostException e) {
      // Falls through to the same sentence.
    }
    throw new IllegalArgumentException("holds something that is not an address or a network");
  }

  private static int length(String text, int most) {
    if (text.matches("\\d{1,3}") && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("holds a network whose length is not a number to " + most);
  }
}
