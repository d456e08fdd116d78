package io.siteswap.twin.resource;

import io.siteswap.twin.behaviour.Refusal;
import io.siteswap.twin.behaviour.Simulation;
import io.siteswap.twin.protocol.Element;
import io.siteswap.twin.protocol.ElementWriter;
import io.siteswap.twin.protocol.Hrefs;
import io.siteswap.twin.world.EventKind;
import io.siteswap.twin.world.EventLog;
import io.siteswap.twin.world.Note;
import io.siteswap.twin.world.TwinJob;
import io.siteswap.twin.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovirt.engine.sdk4.builders.Builders;
import org.ovirt.engine.sdk4.builders.JobBuilder;
import org.ovirt.engine.sdk4.builders.StepBuilder;
import org.ovirt.engine.sdk4.internal.xml.XmlJobWriter;
import org.ovirt.engine.sdk4.internal.xml.XmlStepWriter;
import org.ovirt.engine.sdk4.types.StepEnum;

/** Jobs and their steps over REST: the Manager's own, and those that others keep there. */
final class JobResource {
  private final Simulation sim;
  private final World world;

  JobResource(Simulation sim) {
    this.sim = sim;
    this.world = sim.world;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/jobs", this::jobs),
        Route.post("/jobs", "job", this::add),
        Route.get("/jobs/{job}", call -> Reply.ok(show(job(call), call))),
        Route.action("/jobs/{job}/end", this::end),
        Route.get("/jobs/{job}/steps", call -> Reply.ok(steps(job(call)))),
        Route.post("/jobs/{job}/steps", "step", this::addStep),
        Route.get("/jobs/{job}/steps/{step}", call -> Reply.ok(show(job(call), step(call)))),
        Route.action("/jobs/{job}/steps/{step}/end", this::endStep));
  }

  private Reply jobs(Call call) {
    Element list = new Element("jobs");
    call.select(new ArrayList<>(world.jobs.values()), JobResource::fields)
        .forEach(job -> list.add(show(job, call)));
    return Reply.ok(list);
  }

  private TwinJob job(Call call) {
    return Optional.ofNullable(world.jobs.get(call.id("job"))).orElseThrow(Refusal::notFound);
  }

  private TwinJob.Step step(Call call) {
    return job(call).steps().stream()
        .filter(step -> step.id().equals(call.id("step")))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  private Reply add(Call call) {
    String description =
        call.body().at("description").orElseThrow(() -> Refusal.missing("job.description"));
    TwinJob job = sim.jobs.external(description, call.command());
    sim.events.add(
        Note.of(EventKind.EXTERNAL_JOB_ADDED, description, EventLog.USER).by(call.command()));
    return Reply.created(show(job, call));
  }

  private Reply addStep(Call call) {
    TwinJob job = job(call);
    String description =
        call.body().at("description").orElseThrow(() -> Refusal.missing("step.description"));
    String type = call.body().at("type").orElseThrow(() -> Refusal.missing("step.type"));
    TwinJob.Step step =
        sim.jobs.step(description, Refusal.oneOf(StepEnum.values(), StepEnum::value, type));
    world.jobs.put(job.id(), job.with(step));
    return Reply.created(show(world.jobs.get(job.id()), step));
  }

  private static boolean succeeded(Call call) {
    return call.body().at("succeeded").map("true"::equals).orElse(true);
  }

  private Reply end(Call call) {
    TwinJob job = job(call);
    boolean force = call.body().at("force").map("true"::equals).orElse(false);
    sim.jobs.endExternal(job, succeeded(call), force);
    return Reply.done(
        call, Element.reference("job", Hrefs.job(job.id()), job.id()), Optional.empty());
  }

  private Reply endStep(Call call) {
    TwinJob job = job(call);
    world.jobs.put(job.id(), job.stepEnded(step(call).id(), succeeded(call), world.now));
    Element action = Reply.complete();
    call.body().children().forEach(action::add);
    return Reply.ok(action);
  }

  /** The Manager keeps the correlation id of a job to itself. */
  private Element show(TwinJob job, Call call) {
    JobBuilder builder =
        Builders.job()
            .id(job.id())
            .href(Hrefs.job(job.id()))
            .description(job.description())
            .status(job.status())
            .startTime(VmView.date(job.start()))
            .lastUpdated(VmView.date(job.end().orElse(job.start())))
            .autoCleared(true)
            .external(job.external());
    job.end().ifPresent(end -> builder.endTime(VmView.date(end)));
    Element element = ElementWriter.write(builder.build(), XmlJobWriter::writeOne);
    element.add(Account.reference("owner"));
    if (call.follows("steps")) {
      element.add(steps(job));
    }
    return Hrefs.withLinks(element, Hrefs.job(job.id()), "steps");
  }

  private static Element steps(TwinJob job) {
    Element list = new Element("steps");
    job.steps().forEach(step -> list.add(show(job, step)));
    return list;
  }

  private static Element show(TwinJob job, TwinJob.Step step) {
    StepBuilder builder =
        Builders.step()
            .id(step.id())
            .href(Hrefs.job(job.id()) + "/steps/" + step.id())
            .description(step.description())
            .number(job.steps().indexOf(step))
            .type(step.type())
            .status(step.status())
            .external(job.external())
            .startTime(VmView.date(step.start()));
    step.end().ifPresent(end -> builder.endTime(VmView.date(end)));
    Element element = ElementWriter.write(builder.build(), XmlStepWriter::writeOne);
    return element.add(Element.reference("job", Hrefs.job(job.id()), job.id()));
  }

  private static Optional<List<String>> fields(TwinJob job, String field) {
    return field.equals("correlation_id")
        ? Optional.of(job.correlation().stream().toList())
        : Optional.empty();
  }
}
