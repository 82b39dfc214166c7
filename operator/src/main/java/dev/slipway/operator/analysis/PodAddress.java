package dev.slipway.operator.analysis;

/**
 * Where a pod answers.
 *
 * @param uid tells a pod from its successor of the same name
 * @param ip literal address, IPv4 or IPv6
 */
public record PodAddress(String name, String uid, String ip) {}
