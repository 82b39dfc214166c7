package dev.slipway.runner.tool;

import java.util.List;

/**
 * What the names of the files let be said.
 *
 * @param faults why the directory is refused, one sentence each
 * @param notes files that are passed over and do not look like migrations
 */
public record FileNames(List<String> faults, List<String> notes) {
  public FileNames {
    faults = List.copyOf(faults);
    notes = List.copyOf(notes);
  }
}
