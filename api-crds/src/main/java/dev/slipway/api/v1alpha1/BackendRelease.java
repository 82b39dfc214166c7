package dev.slipway.api.v1alpha1;

import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A backend and the version of it that shall serve. */
@Group(Slipway.GROUP)
@Version(Slipway.VERSION)
@Kind("BackendRelease")
@Plural("backendreleases")
@ShortNames("brel")
@Categories({"release", "all"})
@ValidationRule(
    value = "self.metadata.name.matches('^[a-z]([-a-z0-9]{0,34}[a-z0-9])?$')",
    message =
        "the name must begin with a lower-case letter, hold only lower-case letters,"
            + " digits and dashes, and have at most 36 characters: Services and Jobs are"
            + " named after it")
@ValidationRule(
    value = "!self.metadata.name.matches('-[0-9]+$')",
    message =
        "the name must not end in a dash and digits: <name>-<number> is the name of a"
            + " release of <name>")
@ValidationRule(
    value = "!has(self.spec.adopt) || self.spec.adopt.service == self.metadata.name",
    message =
        "spec.adopt.service must be the name of the BackendRelease: callers keep their address,"
            + " so name the BackendRelease like the Service")
@ValidationRule(
    value =
        "!has(self.spec.adopt) || !has(oldSelf.status) || !has(oldSelf.status.serving)"
            + " || (has(oldSelf.spec.adopt) && self.spec.adopt == oldSelf.spec.adopt)",
    message =
        "spec.adopt is for the beginning: a version serves already, so it can be taken away,"
            + " but neither added nor changed")
@SuppressWarnings("serial")
public class BackendRelease extends CustomResource<BackendReleaseSpec, BackendReleaseStatus>
    implements Namespaced {

  /**
   * The default tells kstatus, Helm and Flux that a new object is not done: without it they call it
   * healthy before the operator has seen it.
   */
  @Override
  @Default("{\"observedGeneration\":-1}")
  public BackendReleaseStatus getStatus() {
    return super.getStatus();
  }
}
