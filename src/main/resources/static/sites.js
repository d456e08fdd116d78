// The sites, live: a picture per cluster, kept by what the server says has changed. What is shown
// always says how old it is, and what cannot be known any more is never shown as if it were so now.

import {time} from "/siteswap/dom.js";

/** The server says at least what time it is every five seconds. */
const SILENT = 12000;
/** A connection that ended may come back before anybody need be alarmed. */
const GRACE = 4000;
/** Seen longer ago than that is old. */
const OLD = 30000;
/** What the server has said, and what is made of it. */
const NEWS = "what is new";
const FLIGHT = 700;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** RFC 7396; tells which of the many have changed. */
function merge(target, patch) {
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete target[key];
    } else if (typeof value === "object" && !Array.isArray(value)) {
      target[key] = merge(typeof target[key] === "object" && !Array.isArray(target[key]) ? target[key] : {}, value);
    } else {
      target[key] = value;
    }
  }
  return target;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function ago(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 90) {
    return `${seconds} s`;
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : minutes < 2880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}

function length(seconds) {
  return seconds < 90 ? `${Math.round(seconds)} s` : seconds < 5400 ? `${Math.round(seconds / 60)} min`
    : `${Math.floor(seconds / 3600)} h ${Math.round(seconds % 3600 / 60)} min`;
}

const number = value => value.toLocaleString("en-GB");
const names = new Intl.Collator("en", {numeric: true});
const words = status => status.replaceAll("_", " ");

const HOST_STYLES = {
  up: "", maintenance: "out", preparing_for_maintenance: "leaving", installing: "busy", installing_os: "busy",
  initializing: "busy", reboot: "busy", unassigned: "busy", pending_approval: "busy"
};
const DENSE_WORDS = {maintenance: "out"};
const HOST_WORDS = {preparing_for_maintenance: "leaving", non_responsive: "silent", installing_os: "installing"};
const hostStyle = status => HOST_STYLES[status] ?? "bad";
const VM_STYLES = {
  up: "up", migrating: "moving", unknown: "bad", not_responding: "bad", paused: "bad", unrecognised: "bad"
};
const vmStyle = status => VM_STYLES[status] ?? "odd";
const LEVELS = {ok: "ok", warning: "warning", blocker: "blocker", ready: "ok", degraded: "warning", "not ready": "blocker"};

/** The dots: where each VM is, and how it gets there. */
class Dots {
  constructor(world, attempt) {
    this.world = world;
    this.canvas = world.querySelector("canvas");
    this.pen = this.canvas.getContext("2d");
    this.tip = world.querySelector(".tip");
    this.dots = new Map();
    this.places = new Map();
    this.pitch = 8;
    this.afterDrawn = [];
    this.attempt = attempt;
    world.addEventListener("mousemove", event => this.point(event));
    world.addEventListener("mouseleave", () => this.tip.hidden = true);
  }

  /** Each place keeps its dots where they are; a free spot is taken by the next that comes. */
  put(id, vm, place) {
    let dot = this.dots.get(id);
    const fresh = !dot;
    if (fresh) {
      dot = {id, place: null, spot: -1};
      this.dots.set(id, dot);
    }
    dot.vm = vm;
    dot.style = vmStyle(vm.status);
    if (dot.place !== place) {
      const [fromX, fromY] = fresh ? [NaN, NaN] : this.position(dot, performance.now());
      this.leave(dot);
      dot.place = place;
      const spots = this.spots(place);
      const free = spots.indexOf(null);
      dot.spot = free >= 0 ? free : spots.length;
      spots[dot.spot] = id;
      dot.fromX = fromX;
      dot.fromY = fromY;
      dot.begin = fresh || still.matches ? 0 : performance.now();
      return !fresh;
    }
    return false;
  }

  remove(id) {
    const dot = this.dots.get(id);
    if (dot) {
      this.leave(dot);
      this.dots.delete(id);
    }
  }

  leave(dot) {
    if (dot.place !== null) {
      this.spots(dot.place)[dot.spot] = null;
    }
  }

  spots(place) {
    if (!this.places.has(place)) {
      this.places.set(place, []);
    }
    return this.places.get(place);
  }

  forget() {
    this.dots.clear();
    this.places.clear();
  }

  /** Where the boxes of the hosts are now. */
  measure(boxes) {
    const ratio = devicePixelRatio || 1;
    const width = this.world.clientWidth;
    const height = this.world.clientHeight;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.style.width = width + "px";
      this.canvas.style.height = height + "px";
    }
    const origin = this.world.getBoundingClientRect();
    this.boxes = new Map();
    boxes.forEach((box, place) => {
      const at = box.getBoundingClientRect();
      this.boxes.set(place, {x: at.left - origin.left, y: at.top - origin.top,
        columns: Math.max(1, Math.floor(at.width / this.pitch))});
    });
    const style = getComputedStyle(document.documentElement);
    this.colors = {up: style.getPropertyValue("--vm"), moving: style.getPropertyValue("--vm-moving"),
      odd: style.getPropertyValue("--vm-odd"), bad: style.getPropertyValue("--vm-bad"),
      off: style.getPropertyValue("--faint")};
    this.draw();
  }

  goal(dot) {
    const box = this.boxes?.get(dot.place);
    return box ? [box.x + (dot.spot % box.columns + 0.5) * this.pitch,
      box.y + (Math.floor(dot.spot / box.columns) + 0.5) * this.pitch] : [NaN, NaN];
  }

  position(dot, now) {
    const [x, y] = this.goal(dot);
    const part = dot.begin ? Math.min(1, (now - dot.begin) / FLIGHT) : 1;
    if (part >= 1 || Number.isNaN(dot.fromX)) {
      dot.begin = 0;
      return [x, y];
    }
    const eased = part < 0.5 ? 2 * part * part : 1 - 2 * (1 - part) * (1 - part);
    return [dot.fromX + (x - dot.fromX) * eased, dot.fromY + (y - dot.fromY) * eased];
  }

  draw() {
    if (!this.drawing) {
      this.drawing = requestAnimationFrame(() => {
        this.drawing = 0;
        this.attempt("the VMs", () => this.drawNow());
      });
    }
  }

  drawNow() {
    const now = performance.now();
    const ratio = devicePixelRatio || 1;
    const size = this.pitch * 0.72;
    const half = size / 2;
    const pen = this.pen;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
    pen.lineWidth = Math.max(1, size / 4);
    let flying = false;
    const paths = {up: new Path2D(), moving: new Path2D(), odd: new Path2D(), bad: new Path2D(), off: new Path2D()};
    for (const dot of this.dots.values()) {
      const [x, y] = this.position(dot, now);
      flying ||= dot.begin > 0;
      if (!Number.isNaN(x)) {
        this.shape(paths, dot, x, y, half);
      }
    }
    for (const style of ["off", "up", "odd", "bad"]) {
      pen.fillStyle = this.colors[style];
      pen.fill(paths[style]);
    }
    pen.strokeStyle = this.colors.moving;
    pen.stroke(paths.moving);
    this.afterDrawn.splice(0).forEach(told => told());
    if (flying) {
      this.draw();
    }
  }

  /** Told apart without colours as well. */
  shape(paths, dot, x, y, half) {
    if (dot.style === "moving") {
      const path = paths.moving;
      path.moveTo(x + half * 0.85, y);
      path.arc(x, y, half * 0.85, 0, 7);
    } else if (dot.style === "bad") {
      const path = paths.bad;
      path.moveTo(x, y - half * 1.25);
      path.lineTo(x + half * 1.25, y);
      path.lineTo(x, y + half * 1.25);
      path.lineTo(x - half * 1.25, y);
      path.closePath();
    } else if (dot.style === "odd" && dot.place !== "") {
      paths.odd.rect(x - half, y - half, half * 2, half * 2);
    } else {
      const path = dot.place === "" ? paths.off : paths.up;
      path.moveTo(x + half, y);
      path.arc(x, y, half, 0, 7);
    }
  }

  point(event) {
    const origin = this.world.getBoundingClientRect();
    const x = event.clientX - origin.left;
    const y = event.clientY - origin.top;
    const now = performance.now();
    for (const dot of this.dots.values()) {
      const [dotX, dotY] = this.position(dot, now);
      if (Math.abs(dotX - x) < this.pitch / 2 && Math.abs(dotY - y) < this.pitch / 2) {
        this.tip.textContent = `${dot.vm.name}: ${words(dot.vm.status)}`;
        this.tip.hidden = false;
        this.tip.style.left = Math.min(x + 10, this.world.clientWidth - this.tip.offsetWidth) + "px";
        this.tip.style.top = y + 14 + "px";
        return;
      }
    }
    this.tip.hidden = true;
  }
}

/** One cluster on the page. */
class Cluster {
  constructor(section) {
    this.section = section;
    this.name = section.dataset.cluster;
    this.picture = {};
    this.parts = Object.fromEntries([...section.querySelectorAll("[data-part]")].map(part => [part.dataset.part, part]));
    /** What could not be drawn, and why. */
    this.undrawn = new Map();
    this.dots = new Dots(this.parts.world, (part, draw) => this.attempt(part, draw));
    this.tiles = new Map();
    this.sites = Object.fromEntries([...section.querySelectorAll(".site")].map(site => [site.dataset.site, site]));
    this.off = section.querySelector(".off");
    this.dirty = new Set();
    this.heardAt = -Infinity;
    this.lostSince = performance.now();
    new ResizeObserver(() => this.attempt("where the VMs are", () => this.layOut())).observe(this.parts.world);
    setInterval(() => this.tick(), 1000);
  }

  // --- the connection -----------------------------------------------------------------------

  connect() {
    if (this.source) {
      return;
    }
    this.source = new EventSource(`/api/clusters/${encodeURIComponent(this.name)}/live`);
    // Only a whole picture makes good for a change that was not understood.
    this.source.addEventListener("snapshot", event => {
      this.undrawn.delete(NEWS);
      this.attempt(NEWS, () => this.hear(JSON.parse(event.data), true), false);
    });
    this.source.addEventListener("change", event =>
      this.attempt(NEWS, () => this.hear(JSON.parse(event.data), false), false));
    this.source.addEventListener("error", () => this.broken());
  }

  disconnect() {
    this.source?.close();
    this.source = null;
    clearTimeout(this.again);
  }

  /** A browser comes back by itself, unless the server has said no. */
  broken() {
    this.lostSince ??= performance.now();
    if (this.source?.readyState === EventSource.CLOSED) {
      this.disconnect();
      this.again = setTimeout(() => this.connect(), 3000);
      fetch("/api/clusters", {headers: {Accept: "application/json"}, redirect: "manual"})
        .then(answer => this.signedOut = answer.status === 401 || answer.type === "opaqueredirect")
        .catch(() => this.signedOut = false);
    }
  }

  hear(message, whole) {
    this.heardAt = performance.now();
    this.lostSince = null;
    this.signedOut = false;
    this.serverNow = Date.parse(message.now);
    delete message.now;
    if (whole) {
      this.picture = {hosts: {}, vms: {}, storage: {}};
      this.dots.forget();
    }
    const moved = this.hearVms(message.vms ?? {}, message);
    merge(this.picture, message);
    Object.keys(message).forEach(part => this.dirty.add(part));
    this.hearHosts();
    if (moved > 0) {
      this.mark(moved);
    }
    this.draw();
  }

  hearVms(vms, message) {
    let moved = 0;
    for (const [id, change] of Object.entries(vms).sort(([, a], [, b]) => names.compare(a?.name ?? "", b?.name ?? ""))) {
      if (change === null) {
        this.dots.remove(id);
      } else {
        const vm = {...this.picture.vms?.[id], ...change};
        moved += this.dots.put(id, vm, vm.host ?? "") ? 1 : 0;
      }
    }
    return moved;
  }

  /** For whoever measures how long it takes from the look to the picture. */
  mark(moved) {
    const seenAt = Date.parse(this.picture.look?.knownAt);
    this.dots.afterDrawn.push(() => {
      performance.clearMarks("siteswap-move");
      performance.mark("siteswap-move", {detail: {moved, seenAt, drawnAt: Date.now()}});
    });
  }

  // --- what is drawn ------------------------------------------------------------------------

  draw() {
    if (!this.drawing) {
      this.drawing = requestAnimationFrame(() => {
        this.drawing = 0;
        this.drawNow();
      });
    }
  }

  drawNow() {
    const dirty = this.dirty;
    this.dirty = new Set();
    const places = dirty.has("hosts") || dirty.has("vms") || dirty.has("cluster") || dirty.has("silent");
    if (places) {
      this.attempt("the hosts", () => this.drawSites());
    }
    if (dirty.has("run") || dirty.has("lastRun")) {
      this.attempt("the run", () => this.drawGoing());
      tasks.soon();
    }
    if (dirty.has("between") || dirty.has("storage") || dirty.has("look")) {
      this.attempt("what is between the sites", () => this.drawBetween());
    }
    if (dirty.has("readiness")) {
      this.attempt("readiness", () => this.drawReadiness());
    }
    if (places) {
      this.attempt("where the VMs are", () => this.layOut());
    }
    this.tick();
  }

  /** What cannot be drawn keeps nothing else from being drawn, and is said until it is drawn again. */
  attempt(part, draw, makesGood = true) {
    try {
      draw();
      if (makesGood) {
        this.undrawn.delete(part);
      }
    } catch (mistake) {
      console.error(`${part} of ${this.name} cannot be drawn`, mistake);
      this.undrawn.set(part, mistake);
    }
  }

  siteOf(host) {
    return host.site === this.section.dataset.primary ? "primary"
      : host.site === this.section.dataset.secondary ? "secondary" : "";
  }

  /** Tiles are kept; only what is said on them changes. */
  hearHosts() {
    const hosts = this.picture.hosts ?? {};
    for (const [id, tile] of this.tiles) {
      if (!hosts[id]) {
        tile.remove();
        this.tiles.delete(id);
      }
    }
  }

  drawSites() {
    const hosts = Object.entries(this.picture.hosts ?? {}).sort(([, a], [, b]) => names.compare(a.name, b.name));
    const counts = {};
    for (const vm of Object.values(this.picture.vms ?? {})) {
      counts[vm.host ?? ""] = (counts[vm.host ?? ""] ?? 0) + 1;
    }
    this.size(hosts, Object.keys(this.picture.vms ?? {}).length, counts);
    const sums = {primary: [0, 0], secondary: [0, 0], "": [0, 0]};
    for (const [id, host] of hosts) {
      const site = this.siteOf(host);
      sums[site][0]++;
      sums[site][1] += counts[id] ?? 0;
      this.drawTile(id, host, counts[id] ?? 0, this.sites[site].querySelector(".tiles"));
    }
    for (const [site, [hostsThere, vmsThere]] of Object.entries(sums)) {
      this.drawTitle(site, hostsThere, vmsThere);
    }
    this.sites[""].hidden = sums[""][0] === 0;
    const off = counts[""] ?? 0;
    this.off.hidden = off === 0;
    this.off.querySelector("p").textContent = `${number(off)} on no host`;
  }

  drawTitle(site, hosts, vms) {
    const title = this.sites[site].querySelector("h2");
    const name = site === "" ? "Of no site" : this.section.dataset[site];
    const silent = (this.picture.silent ?? []).find(one => one.site === name);
    this.sites[site].classList.toggle("lost", Boolean(silent?.whole));
    title.replaceChildren(
      element("span", "", name + (site === "" ? "" : ` (${site})`)),
      element("small", "", `${number(hosts)} hosts, ${number(vms)} VMs`));
    if (hosts === 0 && site !== "") {
      title.append(element("small", "", "The Manager knows no host of this site."));
    }
    if (silent) {
      const words = element("span", "words");
      words.append(...(silent.whole ? ["does not answer since ", time(silent.since, true)]
        : [`${silent.silent} of ${silent.hosts} hosts do not answer`]));
      title.append(words);
    }
  }

  /** So large that all VMs have room at one site, as they will after a failover. */
  size(hosts, vms, counts) {
    const perSite = Math.max(1, ...["primary", "secondary"].map(site => hosts.filter(([, host]) => this.siteOf(host) === site).length));
    const smaller = Math.max(1, Math.min(...["primary", "secondary"].map(site =>
      hosts.filter(([, host]) => this.siteOf(host) === site).length || perSite)));
    const most = Math.max(Math.ceil(vms / smaller), ...Object.entries(counts).map(([place, count]) => place === "" ? 0 : count), 1);
    const tile = perSite <= 4 ? 150 : perSite <= 12 ? 118 : perSite <= 30 ? 84 : 66;
    const pitch = [16, 12, 10, 8, 6, 5, 4].find(size => Math.ceil(most / Math.floor((tile - 12) / size)) * size <= tile * 0.75) ?? 4;
    this.dense = perSite > 30;
    this.dots.pitch = pitch;
    this.room = Math.ceil(most / Math.floor((tile - 12) / pitch)) * pitch;
    this.parts.world.style.setProperty("--tile-width", tile + "px");
  }

  drawTile(id, host, vms, list) {
    let tile = this.tiles.get(id);
    if (!tile) {
      tile = element("li", "tile");
      tile.innerHTML = "<div class=name><b></b></div><div class=status><span></span> <span class=spm hidden>SPM</span></div>"
        + "<span class=load><i></i></span><div class=dots></div>";
      this.tiles.set(id, tile);
    }
    if (tile.parentElement !== list) {
      list.append(tile);
    }
    const used = host.memory > 0 ? Math.min(1, Math.max(0, 1 - host.free / host.memory)) : 0;
    const said = `${host.name}|${host.status}|${host.detail}|${host.spm}|${used.toFixed(2)}|${vms}|${this.dense}`;
    tile.querySelector(".dots").style.height = this.room + "px";
    if (tile.dataset.said === said) {
      return;
    }
    tile.dataset.said = said;
    tile.className = `tile ${hostStyle(host.status)}${this.dense ? " dense" : ""}`;
    tile.querySelector("b").textContent = host.name;
    const spm = tile.querySelector(".spm");
    spm.hidden = host.spm !== "spm" && host.spm !== "contending";
    spm.className = `spm ${host.spm}`;
    tile.querySelector(".status span").textContent = host.status === "up"
      ? this.dense && !spm.hidden ? `${vms}` : `${vms} VMs`
      : `${this.dense && DENSE_WORDS[host.status] || HOST_WORDS[host.status] || words(host.status)}${vms ? `, ${vms}` : ""}`;
    const bar = tile.querySelector(".load i");
    bar.style.width = Math.round(used * 100) + "%";
    bar.className = used > 0.9 ? "full" : "";
    tile.title = `${host.name}: ${words(host.status)}${host.detail ? `, ${host.detail}` : ""}; ${vms} VMs; `
      + `${Math.round(used * 100)}% of ${Math.round(host.memory / 2 ** 30)} GiB memory used${host.spm === "spm" ? "; SPM" : ""}`;
  }

  layOut() {
    const boxes = new Map();
    this.tiles.forEach((tile, id) => boxes.set(id, tile.querySelector(".dots")));
    const off = this.off.querySelector(".dots");
    if (!this.off.hidden) {
      const inRow = Math.max(1, Math.floor(off.clientWidth / this.dots.pitch));
      off.style.height = Math.ceil(this.dots.spots("").length / inRow) * this.dots.pitch + "px";
      boxes.set("", off);
    }
    this.dots.measure(boxes);
  }

  drawGoing() {
    const run = this.picture.run;
    const last = this.picture.lastRun;
    const going = this.parts.going;
    if (run) {
      going.replaceChildren(this.runCard(run));
    } else if (last) {
      const line = element("p", "last", "Last run: ");
      const link = element("a", "", `${last.name}${last.site ? ` ${last.site}` : ""}, ${last.ticket}`);
      link.href = `/runs/${last.id}`;
      line.append(link, ` - ${last.outcome}, ended `, time(last.endedAt, true));
      going.replaceChildren(line);
    } else {
      going.replaceChildren();
    }
  }

  runCard(run) {
    const card = element("div", `card run ${run.forPeople ? "people" : "waiting"}`);
    const title = element("h2");
    const link = element("a", "", `${run.name}${run.site ? `: ${run.site}` : ""}`);
    link.href = `/runs/${run.id}`;
    title.append(link);
    const count = element("span", "count", run.total ? `${number(run.done)} of ${number(run.total)} changes` : "");
    const bar = element("progress");
    bar.setAttribute("aria-label", "Changes that are done");
    bar.max = Math.max(1, run.total);
    bar.value = run.done;
    bar.hidden = !run.total;
    card.append(title, count, bar,
      element("p", "", [run.step, this.waitingFor(run)].filter(text => text).join(". ")),
      this.deadline(run),
      this.timing = element("div"),
      element("p", "sub", `${run.ticket} by ${run.startedBy}: ${run.reason}`));
    return card;
  }

  /** What changes each second stands beside the time, which does not. */
  deadline(run) {
    const line = element("p", "sub");
    this.until = element("span");
    line.append(...(run.waitingUntil ? ["until ", time(run.waitingUntil, true), ", "] : []), this.until);
    return line;
  }

  /** How far a phase is begins with a figure, and says itself what it waits for. */
  waitingFor(run) {
    return !run.waitingFor ? "" : /^\d/.test(run.waitingFor) ? words(run.waitingFor) : `Waiting for ${words(run.waitingFor)}`;
  }

  /** How long it takes against what was planned and what is allowed. */
  drawTiming() {
    const run = this.picture.run;
    if (!run || !this.timing) {
      return;
    }
    const left = run.waitingUntil ? (Date.parse(run.waitingUntil) - this.now()) / 1000 : 0;
    const soon = !run.waitingUntil ? "" : left > 0 ? `in ${length(left)}` : "any moment";
    const since = Date.parse(run.askedSince ?? run.startedAt);
    const elapsed = (this.now() - since) / 1000;
    const all = Math.max(elapsed, run.forecast ?? 0, run.target ?? 0, 1);
    this.timing.className = "clock";
    this.timing.hidden = !run.forecast && !run.target;
    this.timing.replaceChildren();
    const bar = element("i", run.target && elapsed > run.target ? "late" : "");
    bar.style.width = Math.min(100, elapsed / all * 100) + "%";
    this.timing.append(bar);
    for (const [kind, value] of [["forecast", run.forecast], ["target", run.target]]) {
      if (value) {
        const mark = element("b", kind);
        mark.style.left = `calc(${value / all * 100}% - 2px)`;
        this.timing.append(mark);
      }
    }
    this.until.textContent = [soon,
      `${run.askedSince ? "carrying out" : "begun"} for ${length(elapsed)}`,
      run.forecast ? `forecast ${length(run.forecast)}` : "",
      run.target ? `target ${length(run.target)}` : ""].filter(text => text).join("; ");
  }

  drawBetween() {
    const {between, look, storage} = this.picture;
    const box = this.parts.between;
    const shown = [];
    const rope = element("div", `rope ${between?.latency?.level ?? "unknown"}`);
    const trips = (between?.trips ?? []).filter(trip => Number.isFinite(trip.median));
    if (between?.latency) {
      rope.title = between.latency.what;
      const words = element("p", "", between.latency.what);
      shown.push(element("h3", "", "Latency"));
      trips.forEach(trip => shown.push(element("strong", "", `${trip.site} ${trip.median.toFixed(1)} ms`)));
      shown.push(words);
    } else {
      shown.push(element("h3", "", "Latency"), element("p", "", "not known before the first audit"));
    }
    shown.push(rope);
    if (between?.replication?.length) {
      shown.push(element("h3", "", "Replication"));
      between.replication.slice(0, 4).forEach(domain => {
        const line = element("p", "");
        const state = element("span", `state ${LEVELS[domain.level]}`,
          `${domain.about || "storage"}: ${domain.level === "ok" ? "in sync" : domain.level === "warning" ? "not watched" : "not proved"}`);
        state.title = domain.what;
        line.append(state);
        shown.push(line);
      });
    }
    const domains = Object.values(storage ?? {}).sort((a, b) => names.compare(a.name, b.name));
    if (domains.length) {
      shown.push(element("h3", "", "Storage"));
      domains.slice(0, 6).forEach(domain => {
        const line = element("p", "");
        line.append(element("span", `state ${domain.status === "active" ? "ok" : "blocker"}`,
          `${domain.name}${domain.master ? " (master)" : ""}: ${words(domain.status)}`));
        shown.push(line);
      });
      if (domains.length > 6) {
        shown.push(element("p", "", `and ${domains.length - 6} more`));
      }
    }
    if (look?.dataCenterStatus) {
      const line = element("p", "");
      line.append(element("span", `state ${look.dataCenterStatus === "up" ? "ok" : "blocker"}`,
        `data centre: ${words(look.dataCenterStatus)}`));
      shown.push(line);
    }
    if (between?.at) {
      const audited = element("p", "sub", "audited ");
      audited.append(time(between.at, true));
      shown.push(audited);
    }
    box.replaceChildren(...shown);
  }

  drawReadiness() {
    const readiness = this.picture.readiness;
    const box = this.parts.readiness;
    if (!readiness) {
      box.replaceChildren(element("p", "sub", "Nobody has audited this cluster yet."));
      return;
    }
    const card = element("div", "card");
    const states = element("p", "states");
    readiness.states.forEach(one => {
      const state = element("span", "", `${one.name} `);
      state.append(element("span", `state ${LEVELS[one.state] ?? ""}`, one.state));
      states.append(state);
    });
    const list = element("ul");
    readiness.troubles.forEach(trouble => {
      const line = element("li");
      line.append(element("span", `state ${LEVELS[trouble.level]}`, trouble.level), ` ${trouble.what}`,
        element("span", "sub", trouble.remedy ?? ""));
      list.append(line);
    });
    const more = element("p", "sub");
    const link = element("a", "", readiness.more ? `and ${readiness.more} more` : "All findings");
    link.href = `/clusters/${encodeURIComponent(this.name)}`;
    more.append(link);
    card.append(element("h2", "", "Readiness"), states, list, more);
    box.replaceChildren(card);
  }

  // --- how old it is ------------------------------------------------------------------------

  /** What time it is at the server. */
  now() {
    return this.serverNow + (performance.now() - this.heardAt);
  }

  tick() {
    const silent = performance.now() - this.heardAt;
    const never = this.serverNow === undefined;
    const lost = this.lostSince !== null && performance.now() - this.lostSince > GRACE || !never && silent > SILENT;
    const look = this.picture.look ?? {};
    const seenAt = look.hostsAt ? Math.min(Date.parse(look.hostsAt), look.vmsAt ? Date.parse(look.vmsAt) : Infinity) : NaN;
    const age = never ? NaN : this.now() - seenAt;
    const old = age > OLD;
    this.attempt("the time of the run", () => this.drawTiming());
    this.attempt("the Manager", () => this.sayManager(look, never || lost));
    this.sayAge(never, age, old || lost);
    this.sayAlarm(lost, never, age, old, look);
    this.section.classList.toggle("stale", lost || old || Number.isNaN(age) || this.undrawn.size > 0);
    document.title = document.title.replace(/^\(!\) /, "");
    if (clusters.some(cluster => cluster.section.classList.contains("stale") && !cluster.parts.alarm.hidden)) {
      document.title = "(!) " + document.title;
    }
  }

  sayAge(never, age, old) {
    const text = never ? "no picture yet" : Number.isNaN(age) ? "not seen yet" : `seen ${ago(age)} ago`;
    if (this.parts.age.textContent !== text) {
      this.parts.age.textContent = text;
    }
    this.parts.age.classList.toggle("old", old);
  }

  /** Of what is not known any more nothing is said. */
  sayManager(look, unknown) {
    const state = unknown ? "" : look.problem ? look.problem.includes("no usable answer") ? "Manager does not answer"
      : "The Manager does not show this cluster" : look.hostsAt ? "Manager answers" : "Manager not asked yet";
    if (this.parts.manager.textContent !== state) {
      const chip = element("span", `state ${look.problem ? "blocker" : look.hostsAt ? "ok" : ""}`, state);
      chip.title = this.picture.cluster?.manager ?? "";
      this.parts.manager.replaceChildren(...(state ? [chip] : []));
    }
  }

  sayAlarm(lost, never, age, old, look) {
    let title = "";
    let detail = [];
    if (lost && this.signedOut) {
      title = "You are signed out";
      detail = ["What is shown here is not kept up any more."];
    } else if (lost) {
      title = "Connection to Siteswap lost";
      detail = [never ? "Trying again." : `This picture is ${ago(age)} old, and not how it is now. Trying again.`];
    } else if (look.problem && (old || Number.isNaN(age))) {
      title = Number.isNaN(age) ? "The Manager cannot be read" : `The Manager cannot be read: this picture is ${ago(age)} old`;
      detail = ["since ", time(look.problemSince, true), `: ${look.problem}`];
    } else if (old) {
      title = `This picture is ${ago(age)} old`;
      detail = ["Nobody has seen the Manager since."];
    } else if (this.undrawn.size > 0) {
      title = "A part of this picture cannot be drawn";
      detail = [`What is shown here of ${[...this.undrawn.keys()].join(", of ")} may not be how it is now. `
        + "Load this page anew; if that does not help, look into the console of the browser."];
    }
    const alarm = this.parts.alarm;
    alarm.hidden = !title;
    const said = [title, ...detail.map(part => part.textContent ?? part)].join("");
    if (alarm.dataset.said !== said) {
      alarm.dataset.said = said;
      const small = element("small");
      small.append(...detail);
      alarm.replaceChildren(title, small);
      if (lost && this.signedOut) {
        const link = element("a", "", "Sign in");
        link.href = "/";
        alarm.append(link);
      }
    }
  }
}

/** What waits for whoever is signed in. */
const tasks = {
  soon() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.read();
    }, 500);
  },

  async read() {
    const box = document.getElementById("tasks");
    if (document.documentElement.classList.contains("wall")) {
      return;
    }
    let mine;
    try {
      const answer = await fetch("/api/tasks", {headers: {Accept: "application/json"}});
      if (!answer.ok) {
        return;
      }
      mine = await answer.json();
    } catch {
      // The alarm of the picture says that Siteswap cannot be reached.
      return;
    }
    box.hidden = mine.length === 0;
    box.querySelector("ul").replaceChildren(...mine.map(task => {
      const line = element("li");
      const link = element("a", "", task.name);
      link.href = task.link;
      const since = element("span", "sub", "since ");
      since.append(time(task.since, true));
      line.append(link, element("span", "", [task.cluster, task.site, task.ticket].filter(x => x).join(", ")), since);
      return line;
    }));
  }
};

const clusters = [...document.querySelectorAll(".cluster")].map(section => new Cluster(section));

// A browser keeps six connections to one server: only what is in sight is followed.
const inSight = new IntersectionObserver(entries => entries.forEach(entry => {
  const cluster = clusters.find(one => one.section === entry.target);
  if (entry.isIntersecting) {
    cluster.connect();
  } else {
    cluster.disconnect();
    cluster.lostSince ??= performance.now();
  }
}));
clusters.forEach(cluster => inSight.observe(cluster.section));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => clusters.forEach(cluster =>
  cluster.attempt("where the VMs are", () => cluster.layOut())));
setInterval(() => tasks.soon(), 30000);
tasks.soon();
