package io.siteswap.twin.resource;

import static org.ovirt.engine.sdk4.builders.Builders.hostStorage;
import static org.ovirt.engine.sdk4.builders.Builders.version;

import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.ElementWriter;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.DataCentre;
import io.siteswap.twin.world.TwinDomain;
import io.siteswap.twin.world.World;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.builders.StorageDomainBuilder;
import org.ovirt.engine.sdk4.internal.xml.XmlDataCenterWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlStorageDomainWriter;
import org.ovirt.engine.sdk4.types.QuotaModeType;
import org.ovirt.engine.sdk4.types.StorageDomainStatus;
import org.ovirt.engine.sdk4.types.StorageDomainType;
import org.ovirt.engine.sdk4.types.StorageFormat;
import org.ovirt.engine.sdk4.types.StorageType;

/** The data centre and its storage domains as the API shows them. */
final class DataCentreView {
  private final World world;

  DataCentreView(World world) {
    this.world = world;
  }

  Element show() {
    DataCentre dataCentre = world.dataCentre;
    String href = Hrefs.dataCentre(dataCentre.id);
    Element element =
        ElementWriter.write(
            Builders.dataCenter()
                .id(dataCentre.id)
                .href(href)
                .name(dataCentre.name)
                .local(false)
                .quotaMode(QuotaModeType.DISABLED)
                .status(dataCentre.status)
                .storageFormat(StorageFormat.V5)
                .supportedVersions(version().major(4).minor(7))
                .version(version().major(4).minor(7))
                .build(),
            XmlDataCenterWriter::writeOne);
    return Hrefs.withLinks(element, href, "clusters", "networks", "storagedomains");
  }

  /** A domain below its data centre: only here it has a status. */
  Element attached(TwinDomain domain) {
    String href = Hrefs.dataCentre(world.dataCentre.id) + "/storagedomains/" + domain.id();
    Element element =
        ElementWriter.write(
            describe(domain, href).status(status(domain)).build(),
            XmlStorageDomainWriter::writeOne);
    String id = world.dataCentre.id;
    element.add(Element.reference("data_center", Hrefs.dataCentre(id), id));
    return element.add(dataCentres());
  }

  /** Nobody vouches for the domains while nobody manages the storage. */
  StorageDomainStatus status(TwinDomain domain) {
    if (!world.dataCentre.isUp()) {
      return StorageDomainStatus.UNKNOWN;
    }
    return domain.inactive() ? StorageDomainStatus.INACTIVE : StorageDomainStatus.ACTIVE;
  }

  Element show(TwinDomain domain) {
    StorageDomainBuilder builder = describe(domain, Hrefs.domain(domain.id()));
    if (!world.isStorageAttached()) {
      builder.status(StorageDomainStatus.UNATTACHED).master(false);
    }
    Element element = ElementWriter.write(builder.build(), XmlStorageDomainWriter::writeOne);
    return world.isStorageAttached() ? element.add(dataCentres()) : element;
  }

  private Element dataCentres() {
    String id = world.dataCentre.id;
    return new Element("data_centers")
        .add(Element.reference("data_center", Hrefs.dataCentre(id), id));
  }

  private static StorageDomainBuilder describe(TwinDomain domain, String href) {
    return Builders.storageDomain()
        .id(domain.id())
        .href(href)
        .name(domain.name())
        .description("")
        .comment("")
        .available(domain.available())
        .used(domain.used())
        .committed(0)
        .externalStatus(domain.externalStatus())
        .master(domain.master())
        .storageFormat(StorageFormat.V5)
        .type(StorageDomainType.DATA)
        .storage(
            hostStorage().address("storage.example.com").path(domain.path()).type(StorageType.NFS));
  }

  Optional<List<String>> fields(World any, String field) {
    return switch (field) {
      case "name" -> Optional.of(List.of(world.dataCentre.name));
      case "id" -> Optional.of(List.of(world.dataCentre.id));
      case "status" -> Optional.of(List.of(world.dataCentre.status.value()));
      default -> Optional.empty();
    };
  }

  Optional<List<String>> domainFields(TwinDomain domain, String field) {
    return switch (field) {
      case "name" -> Optional.of(List.of(domain.name()));
      case "id" -> Optional.of(List.of(domain.id()));
      case "datacenter", "datacenter.name" -> Optional.of(List.of(world.dataCentre.name));
      case "status" -> Optional.of(List.of(status(domain).value()));
      default -> Optional.empty();
    };
  }
}
