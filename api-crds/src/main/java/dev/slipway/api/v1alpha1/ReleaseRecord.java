package dev.slipway.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One release of a backend, kept as history: what was released, how it went, how it ended. */
@Group(Slipway.GROUP)
@Version(Slipway.VERSION)
@Kind("ReleaseRecord")
@Plural("releaserecords")
@ShortNames("relrec")
@Categories({"release", "all"})
@SuppressWarnings("serial")
public class ReleaseRecord extends CustomResource<ReleaseRecordSpec, ReleaseRecordStatus>
    implements Namespaced {}
