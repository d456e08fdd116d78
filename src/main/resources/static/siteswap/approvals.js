// What somebody approved, as it lay before them then.

import {el, time} from "/siteswap/dom.js";

const TASKS = {approvePlan: "Approve plan", approveChangedPlan: "Approve changed plan", attestSiteDown: "Attest that the site is down"};

/** Lists and words of a form's page, by what they are called there. */
const TITLES = {
  headline: "What", changes: "Changes", differences: "In what it differed when it was drawn up again", spm: "SPM", hosts: "Hosts",
  vmSummary: "VMs", vms: "The first VMs", staying: "What stays behind", findings: "Findings", room: "Room", duration: "Forecast",
  undo: "What an undo would do", fingerprint: "Fingerprint"
};
const SILENT = ["link", "again"];

export function approvals(all) {
  if (!all.length) {
    return el("p", {class: "sub"}, "Nobody has said anything to a plan of this run yet.");
  }
  return el("div", {}, all.map((approval, number) => el("details", {class: "sw-approval", open: number === all.length - 1},
    el("summary", {}, el("strong", {}, TASKS[approval.task] ?? approval.task), ` by ${approval.who}, `, time(approval.at)),
    el("p", {}, el("strong", {}, "Said: "), approval.said.replace(/\(fingerprint ([0-9a-f]{16})[0-9a-f]*\)/, (_, short) => `(fingerprint ${short.replace(/(.{4})(?!$)/g, "$1-")})`)),
    approval.page ? page(approval.page, approval.shownAt) : el("p", {class: "sub"}, "What lay before them was not kept."))));
}

function page(said, shownAt) {
  return el("div", {}, el("p", {class: "sub"}, "As it lay before them since ", time(shownAt)),
    el("dl", {class: "sw-page"}, Object.entries(said)
      .filter(([name, value]) => !SILENT.includes(name) && !isEmpty(value))
      .flatMap(([name, value]) => [el("dt", {}, TITLES[name] ?? words(name)), el("dd", {}, shown(value))])));
}

function isEmpty(value) {
  return value === null || value === "" || (Array.isArray(value) && !value.length);
}

function shown(value) {
  if (!Array.isArray(value)) {
    return value !== null && typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  if (typeof value[0] !== "object") {
    return value.join(", ");
  }
  const titles = Object.keys(value[0]);
  return el("table", {class: "stacks"}, el("tbody", {},
    el("tr", {}, titles.map(title => el("th", {scope: "col"}, words(title)))),
    value.map(row => el("tr", {}, titles.map(title => el("td", {"data-title": words(title)}, isEmpty(row[title]) ? "" : shown(row[title])))))));
}

function words(name) {
  const apart = name.replace(/([A-Z])/g, " $1").toLowerCase();
  return apart.charAt(0).toUpperCase() + apart.slice(1);
}
