package dev.slipway.api.v1alpha1;

import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A decision that only a person can take; made once, answered once. */
@Group(Slipway.GROUP)
@Version(Slipway.VERSION)
@Kind("ReleaseRequest")
@Plural("releaserequests")
@ShortNames("relreq")
@Categories({"release", "all"})
@ValidationRule(
    value = "self.metadata.name.size() <= 63",
    message = "the name must have at most 63 characters: the record of the release repeats it")
@SuppressWarnings("serial")
public class ReleaseRequest extends CustomResource<ReleaseRequestSpec, ReleaseRequestStatus>
    implements Namespaced {}
