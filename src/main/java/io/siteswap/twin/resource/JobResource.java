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
        Route.get("/jobs/{job}/steps", this::steps),
        Route.post("/jobs/{job}/steps", "step", this::addStep),
        Route.get("/jobs/{job}/steps/{step}", this::step),
        Route.action("/jobs/{job}/steps/{step}/end", this::endStep));
  }

  private Reply jobs(Call call) {
    Element list = new Element("jobs");
    call.select(new ArrayList<>(world.jobs.values()), JobResource::fields)
        .forEach(job -> list.add(show(job, call)));
    return Reply.ok(list);
  }

  private Optional<TwinJob> find(Call call) {
    return Optional.ofNullable(world.jobs.get(call.id("job")));
  }

  private TwinJob job(Call call) {
    return find(call).orElseThrow(Refusal::notFound);
  }

  /** Of a job that is gone the Manager lists no steps, and has no objection. */
  private Reply steps(Call call) {
    return Reply.ok(find(call).map(JobResource::steps).orElseGet(() -> new Element("steps")));
  }

  private static Optional<TwinJob.Step> step(Call call, TwinJob job) {
    return job.steps().stream().filter(step -> step.id().equals(call.id("step"))).findFirst();
  }

  private Reply step(Call call) {
    TwinJob job = job(call);
    return Reply.ok(show(job, step(call, job).orElseThrow(Refusal::notFound)));
  }

  /** Word for word: the Manager forgets to fill its own words in. */
  private static Refusal stepNotFound() {
    return Refusal.bad("Cannot ${action} ${type}. Step not found.");
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
    TwinJob job =
        find(call)
            .orElseThrow(
                () ->
                    Refusal.bad(
                        "Cannot add External Job. Step should be a child of the Job or other"
                            + " Step."));
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
    TwinJob job =
        find(call).orElseThrow(() -> Refusal.bad("Cannot Clear External Job. Job not found."));
    sim.jobs.endExternal(job, succeeded(call));
    return Reply.done(
        call, Element.reference("job", Hrefs.job(job.id()), job.id()), Optional.empty());
  }

  private Reply endStep(Call call) {
    TwinJob job = find(call).orElseThrow(JobResource::stepNotFound);
    TwinJob.Step step = step(call, job).orElseThrow(JobResource::stepNotFound);
    sim.jobs.endStep(job, step.id(), succeeded(call));
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
