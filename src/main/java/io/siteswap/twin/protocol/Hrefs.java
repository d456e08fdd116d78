package io.siteswap.twin.protocol;

/** Where things are, as the Manager links them. */
public final class Hrefs {
  public static final String BASE = "/ovirt-engine/api";

  private Hrefs() {}

  public static String host(String id) {
    return BASE + "/hosts/" + id;
  }

  public static String vm(String id) {
    return BASE + "/vms/" + id;
  }

  public static String cluster(String id) {
    return BASE + "/clusters/" + id;
  }

  public static String group(String cluster, String id) {
    return cluster(cluster) + "/affinitygroups/" + id;
  }

  public static String dataCentre(String id) {
    return BASE + "/datacenters/" + id;
  }

  public static String domain(String id) {
    return BASE + "/storagedomains/" + id;
  }

  public static String network(String id) {
    return BASE + "/networks/" + id;
  }

  public static String event(long id) {
    return BASE + "/events/" + id;
  }

  public static String job(String id) {
    return BASE + "/jobs/" + id;
  }

  /** The element with the links of an entity's actions, which goes first. */
  public static Element actions(String href, String... names) {
    Element actions = new Element("actions");
    for (String name : names) {
      actions.add(Element.link(href + "/" + name, name));
    }
    return actions;
  }

  public static Element withLinks(Element entity, String href, String... names) {
    for (String name : names) {
      entity.add(Element.link(href + "/" + name, name));
    }
    return entity;
  }
}
