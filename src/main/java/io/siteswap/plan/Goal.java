package io.siteswap.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.siteswap.manager.inventory.Inventory;
import java.util.List;

/** What must hold when a runbook has ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(EmptySite.class),
  @JsonSubTypes.Type(AsRecorded.class),
  @JsonSubTypes.Type(AsDemanded.class),
  @JsonSubTypes.Type(RecoveredSite.class)
})
public sealed interface Goal permits EmptySite, AsRecorded, AsDemanded, RecoveredSite {
  List<Difference> missing(Plan plan, Inventory now);

  /** What must hold, in a sentence. */
  String inWords();

  /** The ids of objects of which people know from the plan that they will be missing. */
  default List<String> known() {
    return List.of();
  }
}
