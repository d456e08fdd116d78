// What everybody must know, on top of whatever page they look at. The same on our own pages and in
// Camunda's applications.

import {el, json} from "/siteswap/dom.js";

const LOOK = 30000;
const WORDS = {bad: "Attention:", warn: "Note:"};

/** Shows there what there is to say, and looks again. */
export function announce(node) {
  let shown = "[]";
  async function look() {
    // Whoever cannot be asked has nothing to say; that the page is old is said by what it shows.
    const all = await json("/api/announcements").catch(() => JSON.parse(shown));
    const now = JSON.stringify(all);
    if (now !== shown) {
      shown = now;
      node.replaceChildren(...all.map(({severity, text, link}) => el("p", {class: `announcement ${severity}`},
        el("strong", {}, WORDS[severity] ?? ""), " ", text, " ", link ? el("a", {href: link}, "See more") : "")));
    }
  }
  setInterval(() => document.hidden || look(), LOOK);
  return look();
}
