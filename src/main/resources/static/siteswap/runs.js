// All runs, found, sorted and cut into pages by the server. The same on our own page and in Cockpit.

import {afterwards, duration, el, milliseconds, pager, some, time} from "/siteswap/dom.js";

const PAGE = 50;
const COLUMNS = [
  ["runbook", "Runbook"], ["cluster", "Cluster"], ["ticket", "Ticket"], ["outcome", "Outcome"], ["startedBy", "Started by"],
  ["", "Approved by"], ["started", "Started"], ["duration", "Took"], ["forecast", "Forecast"], ["", "Target"]
];

/** @param pageOf where a run has its page */
export function mountRuns(node, {pageOf = run => `/runs/${run.id}`} = {}) {
  const list = new Runs(node, pageOf);
  list.read();
  const clock = setInterval(() => document.hidden || list.read(), 10000);
  return () => clearInterval(clock);
}

class Runs {
  constructor(node, pageOf) {
    this.pageOf = pageOf;
    this.wish = {search: "", runbook: "", cluster: "", state: "", sort: "started", descending: true, page: 0};
    const field = el("input", {type: "search", "aria-label": "Search the runs", placeholder: "Search: a ticket, a name, a reason",
      oninput: afterwards(() => this.want({search: field.value, page: 0}))});
    this.state = el("select", {"aria-label": "Which runs", onchange: () => this.want({state: this.state.value, page: 0})},
      [["", "All runs"], ["open", "Open"], ["waiting", "Waiting for people"], ["ended", "Ended"]].map(([value, label]) => el("option", {value}, label)));
    this.runbook = el("select", {"aria-label": "Which runbook", onchange: () => this.want({runbook: this.runbook.value, page: 0})},
      el("option", {value: ""}, "All runbooks"));
    this.foot = el("span", {class: "sw-foot"});
    this.table = el("div", {class: "sw-table"});
    this.said = el("p", {class: "sw-said", role: "status"});
    node.replaceChildren(el("div", {class: "sw sw-runs"}, this.said,
      el("section", {"aria-label": "Runs"}, el("div", {class: "sw-tools"}, field, this.state, this.runbook, this.foot), this.table)));
  }

  want(wish) {
    Object.assign(this.wish, wish);
    this.read();
  }

  async read() {
    const turn = this.turn = (this.turn ?? 0) + 1;
    try {
      const {lines, found} = await some(`/api/runs?${new URLSearchParams({...this.wish, size: PAGE})}`);
      if (turn === this.turn) {
        this.say("");
        this.show(lines, found);
      }
    } catch (failure) {
      this.say(`What is shown is not the present: ${failure.message}`);
    }
  }

  say(words) {
    this.said.textContent = words;
  }

  show(lines, found) {
    const known = new Set([...this.runbook.options].map(option => option.value));
    lines.filter(run => !known.has(run.runbook) && known.add(run.runbook))
      .forEach(run => this.runbook.append(el("option", {value: run.runbook}, run.name)));
    const focused = document.activeElement?.dataset?.sort;
    this.foot.replaceChildren(pager(this.wish.page, PAGE, found, page => this.want({page})));
    this.table.replaceChildren(el("table", {class: "stacks"},
      el("thead", {}, el("tr", {}, COLUMNS.map(([sort, title]) => this.title(sort, title)))),
      el("tbody", {}, lines.length ? lines.map(run => this.line(run))
        : el("tr", {}, el("td", {colspan: COLUMNS.length}, found || this.wish.search || this.wish.state || this.wish.runbook
          ? "No run is found." : ["No run yet. An operator starts one in ", el("a", {href: "/camunda/app/tasklist/default/"}, "Tasklist"),
            ': "Start process", then "Fail over a site".'])))));
    if (focused) {
      this.table.querySelector(`[data-sort=${focused}]`)?.focus();
    }
  }

  title(sort, title) {
    const chosen = sort && this.wish.sort === sort;
    return el("th", {scope: "col", "aria-sort": chosen ? (this.wish.descending ? "descending" : "ascending") : undefined},
      sort ? el("button", {type: "button", "data-sort": sort, onclick: () =>
        this.want({sort, descending: chosen ? !this.wish.descending : sort === "started", page: 0})},
        title, chosen ? (this.wish.descending ? " \u25be" : " \u25b4") : "") : title);
  }

  line(run) {
    const took = milliseconds(run.duration);
    const target = milliseconds(run.target);
    const forecast = milliseconds(run.forecast);
    const late = target && took > target;
    return el("tr", {}, [
      el("a", {href: this.pageOf(run)}, run.name), `${run.cluster}${run.site ? `, site ${run.site}` : ""}`, run.ticket,
      el("span", {class: `state ${run.tone}`}, run.outcome), run.startedBy, run.approvedBy.join(", "), time(run.startedAt),
      el("span", {class: late ? "sw-late" : undefined}, `${duration(took)}${late ? " (late)" : ""}`),
      forecast >= 0 ? duration(forecast) : "", target >= 0 ? duration(target) : ""
    ].map((cell, column) => el("td", {"data-title": COLUMNS[column][1]}, cell)));
  }
}
