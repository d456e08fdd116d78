// One view of a run: its diagram with the path that it took, its story, its changes, and what was
// approved; as it is now, or as it was at any instant. The same on our own page and in Cockpit.

import {Diagram, MARKS} from "/siteswap/diagram.js";
import {afterwards, all, ask, duration, el, json, milliseconds, objectName, pager, some, time} from "/siteswap/dom.js";
import {approvals} from "/siteswap/approvals.js";

const PAGE = 50;
const LOOK = 3000;
const REPLAY = 20000;
const STATES = {
  planned: "planned", approved: "approved", requested: "asked", done: "done", refused: "refused",
  left: "left out", already: "was so already", reverting: "being undone", reverted: "undone", stranded: "could not be undone"
};
const SOURCES = {JOURNAL: "Journal", MANAGER: "Manager", TICKET: "Ticket", ENGINE: "Step"};

/** Shows it there; what it returns takes it away again. */
export function mount(node, {runId, onRun}) {
  const view = new RunView(node, runId, onRun);
  view.begin().catch(failure => view.say(failure.message));
  return () => view.end();
}

class RunView {
  constructor(node, runId, onRun = () => {}) {
    this.node = node;
    this.api = `/api/runs/${encodeURIComponent(runId)}`;
    this.runId = runId;
    this.onRun = onRun;
    this.at = null;
    this.path = [];
    this.only = null;
    this.search = {story: "", changes: ""};
    this.pages = {story: 0, changes: 0};
    this.withEvents = true;
    this.soon = afterwards(() => this.readAll());
    this.build();
  }

  // --- what there is to see --------------------------------------------------------------------

  build() {
    this.said = el("p", {class: "sw-said", role: "status"});
    this.clock = el("output", {class: "sw-clock"});
    this.slider = el("input", {type: "range", min: 0, max: 1000, value: 1000, step: 1,
      "aria-label": "The instant that is shown", oninput: () => this.slid()});
    this.play = el("button", {type: "button", class: "quiet", onclick: () => this.replay()}, "\u25b6 Replay");
    this.now = el("button", {type: "button", class: "quiet", onclick: () => this.show(null)}, "Now");
    this.crumbs = el("nav", {class: "sw-crumbs", "aria-label": "Which diagram"});
    this.steps = el("select", {"aria-label": "Only this step", onchange: () => this.choose(this.steps.value)});
    this.canvas = el("div", {class: "sw-canvas", role: "group", "aria-label": "Diagram"});
    this.chip = el("p", {class: "sw-chip"});
    this.sites = el("div", {class: "sw-sites"});
    this.panels = {
      story: el("section", {id: "sw-story", "data-title": "Story", role: "tabpanel", "aria-labelledby": "sw-tab-story"}),
      changes: el("section", {id: "sw-changes", "data-title": "Changes", role: "tabpanel", "aria-labelledby": "sw-tab-changes", hidden: true}),
      approvals: el("section", {id: "sw-approvals", "data-title": "What was approved", role: "tabpanel", "aria-labelledby": "sw-tab-approvals", hidden: true})
    };
    this.tabs = el("div", {class: "sw-tabs", role: "tablist"},
      this.tab("story", "Story"), this.tab("changes", "Changes"), this.tab("approvals", "What was approved"));
    this.node.replaceChildren(el("div", {class: "sw"},
      this.said,
      el("div", {class: "sw-bar"}, this.play, this.slider, this.now, this.clock),
      el("div", {class: "sw-picture"},
        el("div", {class: "sw-head"}, this.crumbs, el("div", {class: "sw-zoom"}, this.steps,
          el("button", {type: "button", class: "quiet", "aria-label": "Nearer", onclick: () => this.diagram.zoom(1.25)}, "+"),
          el("button", {type: "button", class: "quiet", "aria-label": "Farther", onclick: () => this.diagram.zoom(0.8)}, "\u2212"),
          el("button", {type: "button", class: "quiet", onclick: () => this.diagram.fit()}, "Fit"))),
        this.canvas,
        el("ul", {class: "sw-legend", "aria-label": "Marks"}, Object.entries(MARKS).map(([state, [sign, words]]) =>
          el("li", {}, el("span", {class: `sw-mark sw-mark-${state}`, "aria-hidden": "true"}, sign), ` ${words}`)))),
      this.sites,
      this.tabs, this.chip,
      Object.values(this.panels)));
    this.diagram = new Diagram(this.canvas, {
      onBox: id => this.choose(id === this.only?.id ? "" : id),
      onOpen: instance => this.open(instance).catch(failure => this.say(failure.message))
    });
    this.resized = new ResizeObserver(afterwards(() => this.diagram.fit(), 100));
    this.resized.observe(this.canvas);
  }

  tab(name, label) {
    return el("button", {type: "button", role: "tab", id: `sw-tab-${name}`, "aria-controls": `sw-${name}`,
      "aria-selected": name === "story" ? "true" : "false", tabindex: name === "story" ? 0 : -1,
      onclick: () => this.turnTo(name),
      onkeydown: event => {
        const names = Object.keys(this.panels);
        const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
        if (step) {
          const next = names[(names.indexOf(name) + step + names.length) % names.length];
          this.turnTo(next);
          this.tabs.querySelector(`#sw-tab-${next}`).focus();
        }
      }}, label);
  }

  turnTo(name) {
    Object.entries(this.panels).forEach(([panel, section]) => {
      section.hidden = panel !== name;
      const tab = this.tabs.querySelector(`#sw-tab-${panel}`);
      tab.setAttribute("aria-selected", panel === name);
      tab.tabIndex = panel === name ? 0 : -1;
    });
    this.read(name).catch(failure => this.say(failure.message));
  }

  shown() {
    return Object.keys(this.panels).find(name => !this.panels[name].hidden);
  }

  say(words) {
    this.said.textContent = words;
  }

  // --- reading ---------------------------------------------------------------------------------

  async begin() {
    const story = this.read("story");
    const parts = this.readParts(this.runId);
    await Promise.all([parts, this.readRun(parts.then(({detail}) => detail)), Diagram.prepare()]);
    await this.showParts(await parts);
    await story;
    this.follow();
  }

  end() {
    clearTimeout(this.next);
    clearInterval(this.replaying);
    this.resized.disconnect();
    this.diagram.destroy();
  }

  /** @param detail of the runbook itself, where somebody has asked for it already */
  async readRun(detail = json(`${this.api}/instances/${this.runId}`)) {
    const [run, instances, questions, root] = await Promise.all([
      json(this.api), all(`${this.api}/instances`), all(`${this.api}/questions`), detail, this.readState()]);
    Object.assign(this, {run, instances, questions});
    this.onRun(run, questions, root.incidents.some(failure => !failure.endedAt));
  }

  async readState() {
    this.state = await json(`${this.api}/state${this.at ? `?at=${this.at}` : ""}`);
    this.showSites();
  }

  /** An open run is looked at again and again; the picture is never taken for the present when it is not. */
  follow() {
    if (this.run.endedAt) {
      return;
    }
    this.next = setTimeout(async () => {
      if (!document.hidden) {
        try {
          await this.readRun();
          await this.readPath();
          if (this.at === null) {
            await this.read(this.shown());
          }
          this.say("");
        } catch (failure) {
          this.say(`What is shown is not the present: ${failure.message}`);
        }
      }
      this.follow();
    }, LOOK);
  }

  async open(instance) {
    await this.showParts(await this.readParts(instance));
    await this.read(this.shown());
  }

  async readParts(instance) {
    const [detail, passages, xml] = await Promise.all([
      json(`${this.api}/instances/${instance}`), all(`${this.api}/instances/${instance}/steps`),
      ask(`${this.api}/instances/${instance}/model`).then(answer => answer.text())]);
    return {detail, passages, xml};
  }

  async showParts({detail, passages, xml}) {
    const instance = detail.instance.id;
    // The box has its name from the diagram that is shown until now.
    const caller = (this.passages ?? []).find(passage => passage.called === instance);
    const known = this.path.findIndex(one => one.instance.id === instance);
    this.path = known < 0
      ? [...this.path, {...detail, step: caller ? this.diagram.label(caller.step) : undefined}]
      : this.path.slice(0, known + 1);
    this.passages = passages;
    await this.diagram.show(xml);
    this.showCrumbs();
    this.choose("", false);
    this.showPath();
  }

  current() {
    return this.path.at(-1);
  }

  async readPath() {
    const instance = this.current().instance.id;
    const [detail, passages] = await Promise.all([
      json(`${this.api}/instances/${instance}`), all(`${this.api}/instances/${instance}/steps`)]);
    this.path[this.path.length - 1] = {...detail, step: this.current().step};
    this.passages = passages;
    this.showPath();
  }

  async readAll() {
    try {
      await Promise.all([this.readState(), this.read(this.shown())]);
      this.showPath();
    } catch (failure) {
      this.say(failure.message);
    }
  }

  read(name) {
    return {story: () => this.readStory(), changes: () => this.readChanges(), approvals: () => this.readApprovals()}[name]();
  }

  // --- the instant that is shown ---------------------------------------------------------------

  instant() {
    return this.at ? Date.parse(this.at) : Date.now();
  }

  span() {
    const from = Date.parse(this.run.startedAt);
    return [from, this.run.endedAt ? Date.parse(this.run.endedAt) : Math.max(Date.now(), from + 1000)];
  }

  slid() {
    clearInterval(this.replaying);
    this.replaying = undefined;
    this.play.textContent = "\u25b6 Replay";
    const [from, to] = this.span();
    const value = Number(this.slider.value);
    this.show(value >= 1000 ? null : new Date(from + (to - from) * value / 1000).toISOString());
  }

  show(at) {
    this.at = at;
    this.pages = {story: 0, changes: 0};
    if (!at) {
      this.slider.value = 1000;
    }
    this.showPath();
    this.soon();
  }

  replay() {
    if (this.replaying) {
      clearInterval(this.replaying);
      this.replaying = undefined;
      this.play.textContent = "\u25b6 Replay";
      return;
    }
    const start = Number(this.slider.value) >= 1000 ? 0 : Number(this.slider.value);
    const began = performance.now();
    this.play.textContent = "\u23f8 Stop";
    this.replaying = setInterval(() => {
      const value = start + (performance.now() - began) / REPLAY * 1000;
      this.slider.value = Math.min(1000, value);
      const [from, to] = this.span();
      this.at = value >= 1000 ? null : new Date(from + (to - from) * value / 1000).toISOString();
      this.showPath();
      this.readState().catch(failure => this.say(failure.message));
      if (value >= 1000) {
        clearInterval(this.replaying);
        this.replaying = undefined;
        this.play.textContent = "\u25b6 Replay";
        this.soon();
      }
    }, 500);
  }

  // --- the path ----------------------------------------------------------------------------------

  showPath() {
    if (!this.passages) {
      return;
    }
    const now = this.instant();
    const past = this.passages.filter(passage => Date.parse(passage.startedAt) <= now).map(passage =>
      passage.endedAt && Date.parse(passage.endedAt) > now ? {...passage, endedAt: null, cancelled: false} : passage);
    const ended = this.run.endedAt && Date.parse(this.run.endedAt) <= now;
    const marks = new Map();
    this.diagram.boxes.forEach(box => {
      const gone = past.filter(passage => passage.step === box.id);
      if (gone.length) {
        marks.set(box.id, this.mark(box.id, gone, past, now));
      } else if (ended && /Task|CallActivity/.test(box.type) && !this.diagram.isCompensation(box.id)) {
        marks.set(box.id, {state: "left"});
      }
    });
    this.diagram.mark(marks, this.diagram.taken(past));
    this.diagram.point(this.only?.id);
    this.clock.replaceChildren(this.at ? time(this.at) : el("span", {}, this.run.endedAt ? "at its end" : "now, followed live"));
    this.showSteps(marks);
  }

  mark(id, gone, past, now) {
    const incident = this.current().incidents.some(failure => failure.step === id
      && Date.parse(failure.at) <= now && (!failure.endedAt || Date.parse(failure.endedAt) > now));
    const open = gone.some(passage => !passage.endedAt);
    const people = this.waited(gone, now);
    const back = this.diagram.handlerOf(id);
    const undone = back && past.some(passage => passage.step === back.handler);
    const phase = this.state?.phases.find(some => some.id === id);
    const left = phase && phase.states.left === phase.total;
    const state = incident ? "failed"
      : open ? (this.isAsked(gone, now) ? "people" : "waiting")
      : undone || this.diagram.isCompensation(id) ? "undone"
      : left ? "left"
      : gone.every(passage => passage.cancelled) ? "stopped" : "done";
    return {
      state, people, count: gone.length, link: undone ? back.link : undefined,
      took: gone.reduce((sum, passage) => sum + (passage.endedAt ? Date.parse(passage.endedAt) : now) - Date.parse(passage.startedAt), 0),
      called: gone.map(passage => passage.called).filter(called => called)
    };
  }

  /** What people were asked in a passage, or in whatever it called. */
  asked(gone) {
    const called = new Set(gone.map(passage => passage.called).filter(id => id));
    for (let grown = -1; grown !== called.size;) {
      grown = called.size;
      this.instances.filter(one => called.has(one.calledBy)).forEach(one => called.add(one.id));
    }
    const own = new Set(gone.filter(passage => passage.kind === "userTask").map(passage => passage.step));
    return this.questions.filter(question => called.has(question.instance)
      || (question.instance === this.current().instance.id && own.has(question.step)));
  }

  waited(gone, now) {
    return this.asked(gone).filter(question => Date.parse(question.at) <= now).reduce((sum, question) =>
      sum + Math.min(now, question.endedAt ? Date.parse(question.endedAt) : now) - Date.parse(question.at), 0);
  }

  isAsked(gone, now) {
    return this.asked(gone).some(question => Date.parse(question.at) <= now
      && (!question.endedAt || Date.parse(question.endedAt) > now));
  }

  showSteps(marks) {
    const chosen = this.only?.id ?? "";
    const options = [...marks].filter(([id, mark]) => mark.count && !/Gateway|Event/.test(this.diagram.type(id)))
      .map(([id, mark]) => el("option", {value: id}, `${this.diagram.label(id)} (${MARKS[mark.state][1]})`));
    const key = options.map(option => option.textContent).join();
    if (key !== this.stepsShown) {
      this.stepsShown = key;
      this.steps.replaceChildren(el("option", {value: ""}, "All steps"), ...options);
    }
    this.steps.value = chosen;
  }

  showCrumbs() {
    this.crumbs.replaceChildren(...this.path.flatMap((one, depth) => {
      const name = el("span", {}, this.nameOf(one, depth), el("small", {}, ` version ${one.instance.version}`));
      return [depth ? " \u203a " : "",
        depth < this.path.length - 1
          ? el("button", {type: "button", class: "sw-link", onclick: () => this.open(one.instance.id).catch(failure => this.say(failure.message))}, name)
          : name];
    }));
  }

  nameOf(one, depth) {
    if (depth === 0) {
      return one.instance.name;
    }
    return one.step ? `${one.step}: ${one.instance.name}` : one.instance.name;
  }

  showSites() {
    const part = (label, {done, all: of}) => of ? el("div", {class: "sw-part"},
      el("span", {}, label), el("progress", {max: of, value: done, "aria-label": label}), el("span", {}, `${done} of ${of}`)) : "";
    const cards = this.state.sites.map(site => [site, [
      part("hosts into maintenance", site.drained), part("hosts back in service", site.returned),
      part("VMs gone", site.gone), part("VMs arrived", site.come)].filter(some => some)])
      .filter(([, parts]) => parts.length)
      .map(([site, parts]) => el("div", {class: "sw-site"}, el("strong", {}, `Site ${site.name}`), parts));
    const phases = this.state.phases.map(phase => el("div", {class: "sw-site"}, el("strong", {}, phase.name),
      el("div", {}, Object.entries(phase.states).map(([state, count]) =>
        el("span", {class: `state ${tone(state)}`}, `${count} ${STATES[state] ?? state}`))), this.took(phase)));
    this.sites.replaceChildren(...cards, ...phases,
      ...(this.state.spm ? [el("div", {class: "sw-site"}, el("strong", {}, "SPM"), el("div", {}, this.state.spm))] : []));
  }

  /** How long a phase took until the instant that is shown, and how long it was to take. */
  took({began, ended, forecast}) {
    const now = this.instant();
    const over = ended && Date.parse(ended) <= now;
    return el("small", {}, [
      began && Date.parse(began) <= now
        ? `took ${duration((over ? Date.parse(ended) : now) - Date.parse(began))}${over ? "" : " so far"}` : "",
      forecast ? `forecast ${duration(milliseconds(forecast))}` : ""].filter(text => text).join(", "));
  }

  // --- one box, one line -------------------------------------------------------------------------

  choose(id, again = true) {
    const gone = (this.passages ?? []).filter(passage => passage.step === id);
    this.only = id && gone.length ? {id, gone} : null;
    this.diagram.point(this.only?.id);
    this.steps.value = this.only?.id ?? "";
    this.pages = {story: 0, changes: 0};
    this.chip.replaceChildren(...(this.only ? ["Only: ", el("strong", {}, this.diagram.label(id)), " ",
      el("button", {type: "button", class: "quiet", onclick: () => this.choose("")}, "Show all")] : []));
    if (again) {
      this.read(this.shown()).catch(failure => this.say(failure.message));
    }
  }

  /** The phase of the box: itself, what it takes back, or whatever called the diagram it is in. */
  phase() {
    const phases = new Set(this.state?.phases.map(phase => phase.id));
    const own = this.only && (phases.has(this.only.id) ? this.only.id : this.diagram.undoes(this.only.id));
    return own && phases.has(own) ? own : "";
  }

  during() {
    const end = this.at ?? "";
    const spans = this.only?.gone ?? (this.path.length > 1 ? [this.current().instance] : []);
    const all = spans.map(({startedAt, endedAt}) => [startedAt, this.at && (!endedAt || endedAt > this.at) ? this.at : endedAt ?? ""]);
    if (all.length > 20) {
      // What was gone through again and again is one time, from the first to the last.
      all.splice(0, all.length, [all[0][0], all.at(-1)[1]]);
    }
    return (all.length ? all : end ? [[this.run.startedAt, end]] : [])
      .map(([from, to]) => `&during=${encodeURIComponent(`${from}/${to}`)}`).join("");
  }

  /** The smallest box that was gone through then. */
  pointAt(at) {
    const when = Date.parse(at);
    const box = this.passages
      .filter(passage => Date.parse(passage.startedAt) <= when && (!passage.endedAt || Date.parse(passage.endedAt) >= when))
      .filter(passage => /Task|callActivity/.test(passage.kind))
      .sort((one, other) => length(one) - length(other))[0];
    this.diagram.point(box?.step ?? "");
    this.say(box ? `That was at "${this.diagram.label(box.step)}".` : "");
  }

  // --- the story -----------------------------------------------------------------------------------

  async readStory() {
    const wish = `${this.api}/story?size=${PAGE}&page=${this.pages.story}&search=${encodeURIComponent(this.search.story)}${this.run ? this.during() : ""}`;
    const turn = this.turn = (this.turn ?? 0) + 1;
    const told = await json(wish);
    if (turn === this.turn) {
      this.showStory(told);
    }
    // The Manager may be slow, or away: nobody waits for it before there is something to read.
    if (this.withEvents && turn === this.turn) {
      json(`${wish}&events=true`).then(more => turn === this.turn && this.showStory(more)).catch(failure => this.say(failure.message));
    }
  }

  showStory({lines, found, missing}) {
    const rows = lines.map(line => el("tr", {class: line.tone && `sw-line-${line.tone}`, tabindex: 0, onclick: () => this.pointAt(line.at),
      onkeydown: event => event.key === "Enter" && this.pointAt(line.at)},
      el("td", {"data-title": "When"}, time(line.at)),
      el("td", {"data-title": "Who"}, line.who, line.role ? el("small", {}, ` as ${line.role}`) : ""),
      el("td", {"data-title": "From"}, SOURCES[line.source]),
      el("td", {"data-title": "What"}, el("strong", {}, line.what), line.detail ? el("span", {class: "sw-detail"}, ` ${line.detail}`) : "",
        line.correlationId && !line.detail.includes(line.correlationId) ? el("code", {}, ` ${line.correlationId}`) : "")));
    this.fill("story", "Search the story: a name, a word, a correlation id",
      el("table", {class: "stacks"}, el("tbody", {},
        el("tr", {}, ["When", "Who", "From", "What"].map(title => el("th", {scope: "col"}, title))),
        rows.length ? rows : el("tr", {}, el("td", {colspan: 4}, "Nothing is found.")))),
      found, missing);
  }

  // --- the changes -----------------------------------------------------------------------------------

  async readChanges() {
    const at = this.at ? `&at=${this.at}` : "";
    const phase = this.phase() ? `&phase=${this.phase()}` : "";
    const {lines, found} = await some(`${this.api}/changes?size=${PAGE}&page=${this.pages.changes}&search=${encodeURIComponent(this.search.changes)}${phase}${at}`);
    const names = new Map((this.state?.phases ?? []).map(({id, name}) => [id, name]));
    const titles = ["#", "Step", "Object", "Before", "After", "State", "Asked", "Seen", "What was seen, or refused", "Correlation id"];
    const rows = lines.map(change => {
      const cells = [
        change.number, names.get(change.phase) ?? change.phase, `${objectName(change)}: ${change.action}`, change.before, change.after,
        el("span", {class: `state ${tone(change.state)}`}, STATES[change.state] ?? change.state),
        time(change.requestedAt), time(change.undoneAt ?? change.seenAt),
        change.seen || change.words ? el("span", {}, change.seen, change.words ? el("span", {class: "words"}, ` ${change.words}`) : "") : "",
        change.correlationId ? el("code", {}, [change.correlationId, change.undoCorrelationId].filter(id => id).join(" ")) : ""];
      return el("tr", {tabindex: 0, onclick: () => this.diagram.point(change.phase),
        onkeydown: event => event.key === "Enter" && this.diagram.point(change.phase)},
        cells.map((cell, column) => el("td", {"data-title": titles[column]}, typeof cell === "number" ? String(cell) : cell)));
    });
    this.fill("changes", "Search the changes: a name, a state, a step",
      el("table", {class: "stacks"}, el("tbody", {},
        el("tr", {}, titles.map(title => el("th", {scope: "col"}, title))),
        rows.length ? rows : el("tr", {}, el("td", {colspan: titles.length}, "None: nothing is found, or no plan has been drawn up yet.")))),
      found);
  }

  async readApprovals() {
    this.panels.approvals.replaceChildren(approvals(await json(`${this.api}/approvals`)));
  }

  /** The search field stays as it is, so that nobody who types is interrupted. */
  fill(name, hint, table, found, missing = "") {
    const panel = this.panels[name];
    if (!panel.firstChild) {
      const field = el("input", {type: "search", placeholder: hint, "aria-label": hint, oninput: afterwards(() => {
        this.search[name] = field.value;
        this.pages[name] = 0;
        this.read(name).catch(failure => this.say(failure.message));
      })});
      panel.append(el("div", {class: "sw-tools"}, field, el("span", {class: "sw-foot"})), el("div", {class: "sw-table"}));
    }
    const focused = [...panel.querySelectorAll("tr")].indexOf(document.activeElement);
    panel.querySelector(".sw-foot").replaceChildren(
      pager(this.pages[name], PAGE, found, page => {
        this.pages[name] = page;
        this.read(name).catch(failure => this.say(failure.message));
      }), missing ? el("span", {class: "words"}, missing) : "");
    panel.querySelector(".sw-table").replaceChildren(table);
    if (focused > 0) {
      table.querySelectorAll("tr")[focused]?.focus({preventScroll: true});
    }
  }
}

function length({startedAt, endedAt}) {
  return (endedAt ? Date.parse(endedAt) : Infinity) - Date.parse(startedAt);
}

function tone(state) {
  return {done: "good", already: "good", reverted: "warn", left: "warn", reverting: "warn", requested: "running", refused: "bad", stranded: "bad"}[state] ?? "";
}
