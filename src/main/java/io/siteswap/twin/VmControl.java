package io.siteswap.twin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.ovirt.engine.sdk4.types.VmStatus;

/** Makes a VM troublesome: stuck in its migrations, paused, or not responding. */
final class VmControl {
  private VmControl() {}

  static JsonNode change(World world, String name, JsonNode body) {
    TwinVm vm =
        world
            .vmNamed(name)
            .orElseThrow(() -> new Control.BadInput(404, "There is no VM '" + name + "'"));
    if (body.has("stuck")) {
      vm.stuck = body.path("stuck").asBoolean();
    }
    if (body.has("status")) {
      vm.status = status(body.path("status").asText());
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", vm.name)
        .put("status", vm.status.value())
        .put("stuck", vm.stuck);
  }

  private static VmStatus status(String text) {
    return switch (text) {
      case "up" -> VmStatus.UP;
      case "paused" -> VmStatus.PAUSED;
      case "not_responding" -> VmStatus.NOT_RESPONDING;
      case "image_locked" -> VmStatus.IMAGE_LOCKED;
      default ->
          throw new Control.BadInput(
              400, "status is '" + text + "': expected up, paused, not_responding or image_locked");
    };
  }
}
