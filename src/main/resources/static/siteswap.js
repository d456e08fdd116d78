// What every page of ours has: times in the zone of whoever reads, tables that fit a telephone,
// and the page that is open marked in the navigation.

import {announce} from "/siteswap/announcements.js";
import {ask, el} from "/siteswap/dom.js";
import {showTimes} from "/siteswap/times.js";

/** On a narrow screen each cell says by itself under which title it stands. */
export function nameCells(within = document) {
  within.querySelectorAll("table").forEach(table => {
    const titles = [...(table.rows[0]?.cells ?? [])].map(cell => cell.tagName === "TH" ? cell.textContent : "");
    if (titles.filter(title => title).length > 1) {
      table.classList.add("stacks");
      [...table.rows].slice(1).forEach(row =>
        [...row.cells].forEach((cell, at) => {
          if (titles[at] && cell.colSpan === 1) {
            cell.dataset.title = titles[at];
          }
        }));
    }
  });
}

/** What scrolls can be reached by the keyboard. */
export function letScroll(within = document) {
  within.querySelectorAll(".card").forEach(card => {
    if (card.scrollWidth > card.clientWidth) {
      card.tabIndex = 0;
    }
  });
}

function markPage() {
  document.querySelectorAll("header.bar nav a").forEach(link => {
    const path = new URL(link.href).pathname;
    if (path === location.pathname || (path.length > 1 && location.pathname.startsWith(path + "/"))) {
      link.setAttribute("aria-current", "page");
    }
  });
}

/** Reads what the page says anew as often as its <html> says; what is old is never shown as if it were now. */
function followLive() {
  const seconds = Number(document.documentElement.dataset.reload);
  if (seconds > 0) {
    const main = document.getElementById("main");
    setInterval(async () => {
      if (document.hidden) {
        return;
      }
      try {
        const fresh = new DOMParser().parseFromString(await (await ask(location.href)).text(), "text/html");
        main.replaceChildren(...fresh.getElementById("main").childNodes);
        dress(main);
      } catch (failure) {
        main.querySelector(":scope > .stale")?.remove();
        main.prepend(el("p", {class: "card problem stale", role: "alert"}, `What is shown is not the present: ${failure.message}`));
      }
    }, seconds * 1000);
  }
}

function dress(within) {
  showTimes(within);
  nameCells(within);
  letScroll(within);
}

dress(document);
markPage();
followLive();
document.querySelectorAll("#announcements").forEach(announce);
