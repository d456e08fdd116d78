// The page of a run: the view, and the ways to step in.

import {all, ask, el} from "/siteswap/dom.js";
import {showTimes} from "/siteswap/times.js";
import {mount} from "/siteswap/view.js";
import {nameCells} from "/siteswap.js";

const node = document.getElementById("view");
const runId = node.dataset.run;
const actions = document.getElementById("actions");
const said = document.getElementById("said");

const QUESTIONS = {
  abort: ["Abort this run", "It stops where it is, and people decide what becomes of what is done so far.", "Aborted: people decide how it goes on."],
  retry: ["Try the failed steps again", "Each step that stands still is tried once more.", "It is tried again."],
  "site-lost": ["Declare the site lost", "Nothing is undone: the run is handed over to the recovery of the lost site.", "Handed over to the recovery."]
};

function intervene(verb) {
  const [title, what, done] = QUESTIONS[verb];
  const reason = el("textarea", {rows: 3, required: true, id: "reason"});
  const dialog = el("dialog", {"aria-labelledby": "asked"},
    el("form", {onsubmit: async event => {
      event.preventDefault();
      try {
        await ask(`/api/runs/${runId}/${verb}`, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({reason: reason.value})});
        said.textContent = done;
      } catch (refusal) {
        said.textContent = refusal.message;
      }
      dialog.close();
    }},
    el("strong", {id: "asked"}, title), el("span", {}, what),
    el("label", {for: "reason"}, "Reason, which is kept in the journal of the run"), reason,
    el("span", {class: "actions"}, el("button", {type: "button", class: "quiet", onclick: () => dialog.close()}, "Not now"), el("button", {}, title))));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

actions.querySelectorAll("[data-verb]").forEach(button => button.addEventListener("click", () => intervene(button.dataset.verb)));

/** What I am asked just now leads to where I answer; what I may not do is not offered. */
async function offer(run, questions, stuck) {
  const open = questions.filter(question => !question.endedAt);
  const mine = new Map(open.length ? (await all("/api/tasks")).map(task => [task.id, task]) : []);
  const wanted = open.filter(question => mine.has(question.id));
  const links = [...actions.querySelectorAll("[data-task]")];
  if (links.map(link => link.dataset.task).join() !== wanted.map(question => question.id).join()) {
    links.forEach(link => link.remove());
    actions.prepend(...wanted.map(question =>
      el("a", {class: "button", "data-task": question.id, href: mine.get(question.id).link}, question.name)));
  }
  actions.querySelectorAll("[data-verb]").forEach(button => {
    button.hidden = Boolean(run.endedAt) || (button.dataset.verb === "retry" && !stuck);
  });
}

/** What the page says besides the view is made by the server, and read again when it is news. */
async function refresh() {
  const fresh = new DOMParser().parseFromString(await (await ask(location.pathname)).text(), "text/html");
  ["#head", "#facts"].forEach(part => {
    document.querySelector(part).replaceWith(fresh.querySelector(part));
    showTimes(document.querySelector(part));
    nameCells(document.querySelector(part));
  });
}

let last;
mount(node, {runId, onRun: (run, questions, stuck) => {
  offer(run, questions, stuck).catch(failure => { said.textContent = failure.message; });
  const now = JSON.stringify([run.state, run.phase, run.waitingFor, run.progress]);
  if (last && last !== now) {
    refresh().catch(failure => { said.textContent = failure.message; });
  }
  last = now;
}});
