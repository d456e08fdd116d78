package io.siteswap;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.siteswap.manager.CorrelationId;
import io.siteswap.manager.Manager;
import io.siteswap.plan.Change;
import java.net.URI;
import java.sql.Connection;
import java.util.function.Predicate;
import org.springframework.context.annotation.Configuration;

/** The walls between the rooms. */
@AnalyzeClasses(packages = "io.siteswap", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> MAIN =
      JavaClass.Predicates.type(Siteswap.class);

  @ArchTest
  static final ArchRule roomsAreFreeOfCycles =
      slices().matching("io.siteswap.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheDoorAndTheTwinSpeakTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackages("..manager..", "..twin..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.ovirt.engine.sdk4..");

  @ArchTest
  static final ArchRule whatIsSeenKnowsNotHowItWasRead =
      noClasses()
          .that()
          .resideInAPackage("..manager.inventory..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.siteswap.manager", "org.ovirt.engine.sdk4..");

  /** And who opens connections, as the SDK lets nobody else say that it follows no redirects. */
  @ArchTest
  static final ArchRule onlyTheTwinSpeaksTheInsidesOfTheSdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("..twin..")
          .and()
          .doNotHaveSimpleName("SdkConnections")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.ovirt.engine.sdk4.internal..");

  @ArchTest
  static final ArchRule camundaStaysBehindTheRunbooksTheApprovalAndTheSteps =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..engine..",
              "..runbook..",
              "..approval..",
              "..audit..",
              "..people..",
              "..recovery.steps..",
              "..ticket.steps..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.camunda..");

  /** So that a move to a fork of the engine is a change of names, and of one room. */
  @ArchTest
  static final ArchRule theInsideOfTheEngineStaysInOneRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.siteswap.engine")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.camunda..impl..");

  @ArchTest
  static final ArchRule theEngineKnowsNothingOfRuns =
      noClasses()
          .that()
          .resideInAPackage("io.siteswap.engine")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.siteswap..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "io.siteswap.engine", "io.siteswap.node", "io.siteswap.site"))));

  @ArchTest
  static final ArchRule theNodeKnowsNothingOfRuns =
      noClasses()
          .that()
          .resideInAPackage("io.siteswap.node")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.siteswap..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "io.siteswap.node", "io.siteswap.ground", "io.siteswap.site"))));

  @ArchTest
  static final ArchRule theGroundKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("io.siteswap.ground")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.siteswap..")
                  .and(DescribedPredicate.not(resideInAPackage("io.siteswap.ground"))));

  /** Whatever speaks to the outside may use it. */
  @ArchTest
  static final ArchRule theOutboxKnowsNobodyButTheWordsOfAll =
      noClasses()
          .that()
          .resideInAPackage("io.siteswap.outbox")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.siteswap..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage("io.siteswap.outbox", "io.siteswap.site"))));

  @ArchTest
  static final ArchRule nobodyKnowsTheTwin =
      noClasses()
          .that()
          .resideOutsideOfPackage("..twin..")
          .and(are(DescribedPredicate.not(MAIN)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.siteswap.twin..");

  @ArchTest
  static final ArchRule theTwinKnowsNobodyButTheSite =
      noClasses()
          .that()
          .resideInAPackage("..twin..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.siteswap..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage("io.siteswap.twin..", "io.siteswap.site.."))));

  @ArchTest
  static final ArchRule theRoomsOfTheTwinLookOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.siteswap.twin..")
          .layer("world")
          .definedBy("..twin.world")
          .layer("protocol")
          .definedBy("..twin.protocol")
          .layer("behaviour")
          .definedBy("..twin.behaviour")
          .layer("resource")
          .definedBy("..twin.resource")
          .layer("control")
          .definedBy("..twin.control")
          .layer("file")
          .definedBy("..twin.file")
          .layer("desk")
          .definedBy("..twin.desk")
          .layer("door")
          .definedBy("io.siteswap.twin")
          .whereLayer("file")
          .mayNotAccessAnyLayer()
          .whereLayer("world")
          .mayOnlyAccessLayers("file")
          .whereLayer("protocol")
          .mayNotAccessAnyLayer()
          .whereLayer("behaviour")
          .mayOnlyAccessLayers("world")
          .whereLayer("resource")
          .mayOnlyAccessLayers("protocol", "behaviour", "world")
          .whereLayer("control")
          .mayOnlyAccessLayers("protocol", "behaviour", "world")
          .whereLayer("desk")
          .mayOnlyAccessLayers("protocol", "file")
          .ensureAllClassesAreContainedInArchitectureIgnoring(
              resideOutsideOfPackage("io.siteswap.twin.."));

  @ArchTest
  static final ArchRule theSiteKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage("..site..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.siteswap..")
                  .and(DescribedPredicate.not(resideInAPackage("io.siteswap.site.."))));

  @ArchTest
  static final ArchRule plansAndChecksArePure =
      noClasses()
          .that()
          .resideInAnyPackage("..plan..", "..readiness.checks..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.springframework..",
                      "java.io..",
                      "java.net..",
                      "java.sql..",
                      "java.time.zone..")
                  .and(DescribedPredicate.not(equivalentTo(URI.class))));

  @ArchTest
  static final ArchRule theRoomsOfReadinessLookOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.siteswap.readiness..")
          .layer("audits")
          .definedBy("io.siteswap.readiness")
          .layer("checks")
          .definedBy("io.siteswap.readiness.checks")
          .layer("probe")
          .definedBy("io.siteswap.readiness.probe")
          .whereLayer("probe")
          .mayNotAccessAnyLayer()
          .whereLayer("checks")
          .mayOnlyAccessLayers("probe")
          .ensureAllClassesAreContainedInArchitectureIgnoring(
              resideOutsideOfPackage("io.siteswap.readiness.."));

  @ArchTest
  static final ArchRule theRoomsOfTheRunbooksLookOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.siteswap.runbook..")
          .layer("runbook")
          .definedBy("io.siteswap.runbook")
          .layer("steps")
          .definedBy("io.siteswap.runbook.steps")
          .layer("watch")
          .definedBy("io.siteswap.runbook.watch")
          .layer("intervention")
          .definedBy("io.siteswap.runbook.intervention")
          .whereLayer("runbook")
          .mayNotAccessAnyLayer()
          .whereLayer("steps")
          .mayOnlyAccessLayers("runbook")
          .whereLayer("watch")
          .mayOnlyAccessLayers("runbook")
          .whereLayer("intervention")
          .mayOnlyAccessLayers("runbook")
          .ensureAllClassesAreContainedInArchitectureIgnoring(
              resideOutsideOfPackage("io.siteswap.runbook.."));

  @ArchTest
  static final ArchRule theLedgerDoesNotKnowWhoDrivesIt =
      noClasses()
          .that()
          .resideInAnyPackage(
              "..ledger..", "..plan..", "..readiness..", "..manager..", "io.siteswap.recovery")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..siteswap.runbook..", "..siteswap.approval..", "..siteswap.console..");

  @ArchTest
  static final ArchRule whatFormsSayKnowsNeitherTheEngineNorWhoAsks =
      noClasses()
          .that()
          .resideInAPackage("io.siteswap.forms")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.camunda..",
              "io.siteswap.engine..",
              "io.siteswap.runbook..",
              "io.siteswap.approval..",
              "io.siteswap.recovery..",
              "io.siteswap.console..");

  @ArchTest
  static final ArchRule theAuditOnlyLooks =
      noClasses()
          .that()
          .resideInAPackage("io.siteswap.audit")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.siteswap.approval..",
              "io.siteswap.recovery..",
              "io.siteswap.ticket.gate..",
              "io.siteswap.ticket.steps..",
              "io.siteswap.console..");

  @ArchTest
  static final ArchRule noRunbookKnowsTheRecovery =
      noClasses()
          .that()
          .resideInAnyPackage("..siteswap.runbook..", "..siteswap.approval..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..siteswap.recovery..", "..siteswap.console..");

  /** Whoever looks whether a host is down knows nothing of a run that would like it to be. */
  @ArchTest
  static final ArchRule aLostSiteIsOnlyLookedAt =
      noClasses()
          .that()
          .resideInAPackage("io.siteswap.recovery")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.siteswap..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "io.siteswap.recovery",
                              "io.siteswap.readiness.probe",
                              "io.siteswap.manager..",
                              "io.siteswap.ground",
                              "io.siteswap.site.."))));

  /** Else the ledger would not know of it, and nobody could undo it. */
  @ArchTest
  static final ArchRule onlyTheLedgerAsksForAChange =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.siteswap.ledger..")
          .should()
          .callMethodWhere(
              calls(
                  "Change.ask",
                  call ->
                      call.getName().equals("ask")
                          && call.getTargetOwner().isAssignableTo(Change.class)
                          && takes(call, CorrelationId.class)));

  @ArchTest
  static final ArchRule onlyAChangeTellsTheManagerToDoSomething =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.siteswap.plan..", "io.siteswap.manager..")
          .should()
          .callMethodWhere(
              calls(
                  "what changes the Manager",
                  call ->
                      call.getTargetOwner().isEquivalentTo(Manager.class)
                          && takes(call, CorrelationId.class)
                          && call.getTarget().getRawReturnType().isEquivalentTo(void.class)));

  /**
   * Each room that keeps something has tables of its own. The password of the database is set
   * before there is any room.
   */
  @ArchTest
  static final ArchRule onlyRoomsThatKeepSomethingSpeakSql =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.siteswap.ledger..",
              "io.siteswap.readiness",
              "io.siteswap.recovery",
              "io.siteswap.approval",
              "io.siteswap.notice",
              "io.siteswap.mirror",
              "io.siteswap.outbox",
              "io.siteswap.people",
              "io.siteswap.ticket",
              "io.siteswap.ticket.gate",
              "io.siteswap.engine",
              "io.siteswap.evidence",
              "io.siteswap.node",
              "io.siteswap.ground")
          .and()
          .doNotHaveSimpleName("DatabasePassword")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.jdbc..")
          .orShould()
          .dependOnClassesThat(are(assignableTo(Connection.class)));

  /** Whoever was handed a pack verifies it without a Siteswap. */
  @ArchTest
  static final ArchRule aPackIsVerifiedAlone =
      noClasses()
          .that()
          .resideInAPackage("io.siteswap.evidence.pack")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "org.camunda..")
          .orShould()
          .dependOnClassesThat(
              resideInAPackage("io.siteswap..")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "io.siteswap.evidence.pack",
                              "io.siteswap.ledger",
                              "io.siteswap.site"))));

  @ArchTest
  static final ArchRule configurationsStayInTheirRoom =
      classes().that().areAnnotatedWith(Configuration.class).should().bePackagePrivate();

  private static DescribedPredicate<JavaMethodCall> calls(
      String what, Predicate<JavaMethodCall> which) {
    return DescribedPredicate.describe(what, which);
  }

  private static boolean takes(JavaMethodCall call, Class<?> parameter) {
    return call.getTarget().getRawParameterTypes().stream()
        .anyMatch(type -> type.isEquivalentTo(parameter));
  }
}
