// The diagram of one instance, in the version that it ran on, with what became of each box.

import {duration, el} from "/siteswap/dom.js";

const VIEWER = "/siteswap/bpmn-js/bpmn-navigated-viewer.production.min.js";

/** Marks and words, so that nothing is said by a colour alone. */
export const MARKS = {
  done: ["\u2713", "done"],
  waiting: ["\u2026", "under way"],
  people: ["?", "waits for people"],
  failed: ["!", "failed"],
  undone: ["\u21a9", "undone"],
  left: ["\u2013", "left out"],
  stopped: ["\u25a0", "stopped"]
};

let viewer;

/** A loader of modules on the same page must not take it. */
async function viewerClass() {
  if (!viewer) {
    const define = window.define;
    window.define = undefined;
    try {
      await import(VIEWER);
    } finally {
      window.define = define;
    }
    viewer = window.BpmnJS;
  }
  return viewer;
}

// Drawn around others, which must be seen through them.
const FRAMES = ["bpmn:SubProcess", "bpmn:Group"];
const CONNECTIONS = ["bpmn:SequenceFlow", "bpmn:Association", "label"];

// In pixels.
const MARGIN = 40;
const LOWEST = 240;

export class Diagram {
  constructor(node, {onBox, onOpen}) {
    this.node = node;
    this.onBox = onBox;
    this.onOpen = onOpen;
  }

  /** Gets what draws, while what is to be drawn is still on its way. */
  static prepare() {
    return viewerClass();
  }

  async show(xml) {
    const Viewer = await viewerClass();
    this.viewer?.destroy();
    this.viewer = new Viewer({container: this.node});
    await this.viewer.importXML(xml);
    this.registry = this.viewer.get("elementRegistry");
    this.canvas = this.viewer.get("canvas");
    this.overlays = this.viewer.get("overlays");
    // The wheel scrolls the page; who wants to come nearer has buttons.
    this.viewer.get("zoomScroll").toggle(false);
    this.viewer.get("eventBus").on("element.click", ({element}) => this.onBox(this.boxOf(element)));
    this.boxes = this.registry.filter(element => element.width && element.type !== "label"
      && element.businessObject.id && element.parent && !CONNECTIONS.includes(element.type));
    this.marked = [];
    this.fit();
  }

  /** As wide as there is room, and as high as that needs, but not higher than the window. */
  fit() {
    if (!this.canvas) {
      return;
    }
    const {width, height} = this.canvas.viewbox().inner;
    const needed = height * Math.min(1, this.node.clientWidth / width) + MARGIN;
    this.node.style.height = `${Math.round(Math.max(LOWEST, Math.min(needed, 0.9 * window.innerHeight)))}px`;
    this.canvas.resized();
    this.canvas.zoom("fit-viewport", "auto");
    // Marks stand over the edges of their boxes.
    this.zoom(0.96);
  }

  zoom(factor) {
    this.canvas?.zoom(this.canvas.zoom() * factor, "auto");
  }

  boxOf(element) {
    const box = element.labelTarget ?? element;
    return this.boxes.includes(box) ? box.id : "";
  }

  label(id) {
    return this.registry?.get(id)?.businessObject.name?.replace(/\s+/g, " ") || id;
  }

  type(id) {
    return this.registry?.get(id)?.type ?? "";
  }

  isCompensation(id) {
    return this.registry?.get(id)?.businessObject.isForCompensation === true;
  }

  /** The handler that takes a box back: the association of its boundary event leads there. */
  handlerOf(id) {
    const box = this.registry.get(id);
    const boundary = (box?.attachers ?? []).find(event =>
      event.businessObject.eventDefinitions?.some(of => of.$type === "bpmn:CompensateEventDefinition"));
    const link = boundary?.outgoing.find(connection => connection.type === "bpmn:Association");
    return link ? {handler: link.target.id, link: link.id} : undefined;
  }

  undoes(handler) {
    return this.boxes.map(box => box.id).find(id => this.handlerOf(id)?.handler === handler);
  }

  /** Flows that were taken: each time a box ended, to that of its targets that was next. */
  taken(passages) {
    const byStep = Map.groupBy
      ? Map.groupBy(passages, passage => passage.step)
      : passages.reduce((map, passage) => map.set(passage.step, [...(map.get(passage.step) ?? []), passage]), new Map());
    const flows = new Set();
    passages.filter(passage => passage.endedAt).forEach(passage => {
      const outgoing = (this.registry.get(passage.step)?.outgoing ?? []).filter(flow => flow.type === "bpmn:SequenceFlow");
      const next = outgoing
        .flatMap(flow => (byStep.get(flow.target.id) ?? []).map(target => ({flow, at: Date.parse(target.startedAt)})))
        .filter(({at}) => at >= Date.parse(passage.endedAt))
        .sort((one, other) => one.at - other.at)[0];
      if (next && !passage.cancelled) {
        flows.add(next.flow.id);
      }
    });
    return flows;
  }

  /** @param marks by box: {state, count, took, people, called, left} */
  mark(marks, flows) {
    this.marked.forEach(([id, mark]) => this.canvas.removeMarker(id, mark));
    this.marked = [];
    this.overlays.clear();
    const add = (id, mark) => {
      if (this.registry.get(id)) {
        this.canvas.addMarker(id, mark);
        this.marked.push([id, mark]);
      }
    };
    flows.forEach(flow => add(flow, "sw-taken"));
    this.boxes.forEach(box => {
      if (FRAMES.includes(box.type)) {
        add(box.id, "sw-scope");
      }
      const mark = marks.get(box.id);
      if (!mark) {
        add(box.id, "sw-untouched");
        return;
      }
      add(box.id, `sw-${mark.state}`);
      if (mark.link) {
        add(mark.link, "sw-trace");
      }
      this.annotate(box, mark);
    });
  }

  annotate(box, mark) {
    const [sign, words] = MARKS[mark.state];
    const isActivity = box.width > 60 && box.height >= 60;
    if (isActivity || !["done"].includes(mark.state)) {
      this.overlays.add(box.id, {position: {top: -11, left: -11},
        html: el("span", {class: `sw-mark sw-mark-${mark.state}`, title: words}, sign)});
    }
    if (mark.count > 1 && isActivity) {
      this.overlays.add(box.id, {position: {bottom: 11, left: -11},
        html: el("span", {class: "sw-count", title: `gone through ${mark.count} times`}, `\u00d7${mark.count}`)});
    }
    if (isActivity && mark.took !== undefined && box.businessObject.$type !== "bpmn:SubProcess") {
      // Below the box its boundary events have their names.
      this.overlays.add(box.id, {position: {top: -22, left: 14},
        html: el("span", {class: "sw-took"}, duration(mark.took),
          mark.people > 0 ? el("span", {class: "sw-people", title: "of that, people were waited for"}, ` \u263a ${duration(mark.people)}`) : "")});
    }
    if (mark.called?.length) {
      this.overlays.add(box.id, {position: {top: 3, right: 23},
        html: el("button", {type: "button", class: "sw-open", title: `Open what "${this.label(box.id)}" called`,
          "aria-label": `Open what "${this.label(box.id)}" called`,
          onclick: event => { event.stopPropagation(); this.onOpen(mark.called.at(-1)); }}, "+")});
    }
  }

  /** The one that is spoken of. */
  point(id) {
    if (this.pointed && this.registry.get(this.pointed)) {
      this.canvas.removeMarker(this.pointed, "sw-pointed");
    }
    this.pointed = id && this.registry?.get(id) ? id : "";
    if (this.pointed) {
      this.canvas.addMarker(id, "sw-pointed");
    }
  }

  destroy() {
    this.viewer?.destroy();
  }
}
