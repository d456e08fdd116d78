// What every page of ours has: times in the zone of whoever reads, tables that fit a telephone,
// and the page that is open marked in the navigation.

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

/** Reads the page anew as often as its <html> says, but not while somebody types. */
function followLive() {
  const seconds = Number(document.documentElement.dataset.reload);
  if (seconds > 0) {
    setInterval(() => {
      if (!document.activeElement?.matches("input, textarea, select")) {
        location.reload();
      }
    }, seconds * 1000);
  }
}

showTimes();
nameCells();
letScroll();
markPage();
followLive();
