// What every page of ours has: times in the zone of whoever reads, tables that fit a telephone,
// and the page that is open marked in the navigation.

const FULL = new Intl.DateTimeFormat("sv-SE", {
  year: "numeric", month: "2-digit", day: "2-digit",
  hour: "2-digit", minute: "2-digit", second: "2-digit", timeZoneName: "longOffset"
});

/** As in 2026-11-27 20:04:49 +01:00. */
export function localTime(instant) {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) {
    return "";
  }
  const part = Object.fromEntries(FULL.formatToParts(at).map(({type, value}) => [type, value]));
  const offset = part.timeZoneName.replace("GMT", "").replace("\u2212", "-") || "+00:00";
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second} ${offset}`;
}

/** Puts each <time datetime> into the reader's zone; UTC stays there to be hovered over. */
export function showTimes(within = document) {
  within.querySelectorAll("time[datetime]:not([data-shown])").forEach(time => {
    const shown = localTime(time.dateTime);
    if (shown) {
      const [day, clock, offset] = shown.split(" ");
      time.title = new Date(time.dateTime).toISOString().replace(/\.\d+Z$/, "Z") + " (UTC)";
      time.dataset.shown = "";
      time.innerHTML = `${day} ${clock} <span class="offset">${offset}</span>`;
    }
  });
}

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
