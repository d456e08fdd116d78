// What the views share: elements without markup from outside, answers of the API, and words.

import {localTime} from "/siteswap/times.js";

/** An element; properties that begin with "on" are listeners, text never becomes markup. */
export function el(name, properties = {}, ...children) {
  const node = document.createElement(name);
  Object.entries(properties).forEach(([key, value]) => {
    if (value === undefined || value === null || value === false) {
      return;
    }
    if (key.startsWith("on")) {
      node.addEventListener(key.slice(2), value);
    } else if (key === "class") {
      node.className = value;
    } else {
      node.setAttribute(key, value === true ? "" : value);
    }
  });
  node.append(...children.flat().filter(child => child !== undefined && child !== null && child !== ""));
  return node;
}

export async function ask(url, options) {
  const answer = await fetch(url, {credentials: "same-origin", ...options});
  if (!answer.ok) {
    const body = await answer.json().catch(() => ({}));
    throw new Error(body.detail || body.message || `${url} answered ${answer.status}`);
  }
  return answer;
}

export async function json(url) {
  return (await ask(url)).json();
}

/** A list, and how long it is on all pages. */
export async function some(url) {
  const answer = await ask(url);
  return {lines: await answer.json(), found: Number(answer.headers.get("X-Total-Count"))};
}

/** All pages of a list that is never long. */
export async function all(url) {
  const size = 500;
  const lines = [];
  for (let page = 0; ; page++) {
    const part = await some(`${url}${url.includes("?") ? "&" : "?"}size=${size}&page=${page}`);
    lines.push(...part.lines);
    if (lines.length >= part.found || part.lines.length === 0) {
      return lines;
    }
  }
}

/** In the zone of whoever reads, with UTC to be hovered over; brief ones leave out the day of today. */
export function time(instant, brief = false) {
  if (!instant) {
    return "";
  }
  const node = el("time", {datetime: instant, title: `${new Date(instant).toISOString().replace(/\.\d+Z$/, "Z")} (UTC)`});
  const [day, clock, offset] = localTime(instant).split(" ");
  const today = localTime(Date.now()).split(" ")[0];
  node.append(brief && day === today ? "" : `${day} `, `${clock} `, el("span", {class: "offset"}, offset));
  node.dataset.shown = "";
  return node;
}

/** As in 8 s, 1 min 12 s or 2 h 5 min. */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) {
    return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 72 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days ${hours % 24} h`;
}

/** Of an ISO duration such as PT1H2M3.4S. */
export function milliseconds(iso) {
  const part = /^PT(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?$/.exec(iso || "");
  return part ? ((Number(part[1] || 0) * 60 + Number(part[2] || 0)) * 60 + Number(part[3] || 0)) * 1000 : NaN;
}

export function objectName(change) {
  return `${change.type === "vm" ? "VM" : change.type} ${change.object}`;
}

/** Earlier and later, and how much there is. */
export function pager(page, size, found, go) {
  const last = Math.max(0, Math.ceil(found / size) - 1);
  if (found === 0) {
    return "";
  }
  const from = page * size + 1;
  return el("div", {class: "sw-pager"},
    el("button", {type: "button", class: "quiet", disabled: page === 0, onclick: () => go(page - 1)}, "Back"),
    el("span", {}, `${from} to ${Math.min(found, (page + 1) * size)} of ${found}`),
    el("button", {type: "button", class: "quiet", disabled: page >= last, onclick: () => go(page + 1)}, "On"));
}

/** Calls it once somebody has stopped typing or sliding. */
export function afterwards(act, pause = 250) {
  let clock;
  return (...those) => {
    clearTimeout(clock);
    clock = setTimeout(() => act(...those), pause);
  };
}
