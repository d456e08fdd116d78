package io.siteswap.twin;

/** Where things are, as the Manager links them. */
final class Hrefs {
  static final String BASE = "/ovirt-engine/api";

  private Hrefs() {}

  static String host(String id) {
    return BASE + "/hosts/" + id;
  }

  static String vm(String id) {
    return BASE + "/vms/" + id;
  }

  static String cluster(String id) {
    return BASE + "/clusters/" + id;
  }

  static String group(String cluster, String id) {
    return cluster(cluster) + "/affinitygroups/" + id;
  }

  static String dataCentre(String id) {
    return BASE + "/datacenters/" + id;
  }

  static String domain(String id) {
    return BASE + "/storagedomains/" + id;
  }

  static String network(String id) {
    return BASE + "/networks/" + id;
  }

  static String event(long id) {
    return BASE + "/events/" + id;
  }

  static String job(String id) {
    return BASE + "/jobs/" + id;
  }

  /** The element with the links of an entity's actions, which goes first. */
  static Element actions(String href, String... names) {
    Element actions = new Element("actions");
    for (String name : names) {
      actions.add(Element.link(href + "/" + name, name));
    }
    return actions;
  }

  static Element withLinks(Element entity, String href, String... names) {
    for (String name : names) {
      entity.add(Element.link(href + "/" + name, name));
    }
    return entity;
  }
}
