package io.siteswap.twin.resource;

import io.siteswap.twin.protocol.Element;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which elements the API knows, by the types of the SDK: the Manager refuses all others. */
final class KnownElements {
  private static final String TYPES = "org.ovirt.engine.sdk4.types.";
  private static final Map<Class<?>, Map<String, Type>> MEMBERS = new ConcurrentHashMap<>();

  /** Of every type, or of a Manager newer than the SDK. */
  private static final Set<String> ALWAYS =
      Set.of(
          "actions",
          "auto_pinning_policy",
          "cpu_pinning_policy",
          "custom_parallel_migrations",
          "href",
          "id",
          "link",
          "ovn_configured",
          "parallel_migrations",
          "parallel_migrations_policy",
          "reinstallation_required",
          "tpm_enabled",
          "upgrade_in_progress",
          "vgpu_placement",
          "virtio_scsi_multi_queues",
          "virtio_scsi_multi_queues_enabled");

  private KnownElements() {}

  /** The first element that the Manager would not know, if there is one. */
  static Optional<String> unknownIn(Element body) {
    return type(body.name()).flatMap(type -> unknownIn(body, type));
  }

  private static Optional<Class<?>> type(String element) {
    StringBuilder name = new StringBuilder(TYPES);
    for (String word : element.split("_", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    try {
      return Optional.of(Class.forName(name.toString()));
    } catch (ClassNotFoundException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> unknownIn(Element element, Class<?> type) {
    Map<String, Type> members = MEMBERS.computeIfAbsent(type, KnownElements::membersOf);
    return element.children().stream()
        .filter(child -> !ALWAYS.contains(child.name()))
        .flatMap(child -> unknown(child, members.get(child.name())).stream())
        .findFirst();
  }

  private static Optional<String> unknown(Element child, Type type) {
    if (type == null) {
      return Optional.of(child.name());
    }
    if (type instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] instanceof Class<?> member) {
      return child.children().stream()
          .filter(one -> isOurs(member))
          .flatMap(one -> unknownIn(one, member).stream())
          .findFirst();
    }
    return type instanceof Class<?> known && isOurs(known)
        ? unknownIn(child, known)
        : Optional.empty();
  }

  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith(TYPES) && !type.isEnum();
  }

  private static Map<String, Type> membersOf(Class<?> type) {
    Map<String, Type> members = new HashMap<>();
    for (Method method : type.getMethods()) {
      if (method.getParameterCount() == 0) {
        String name = method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        // Some numbers come in more than one guise, such as memoryAsLong.
        members.put(name, method.getGenericReturnType());
      }
    }
    return members;
  }
}
