// Times in the zone of whoever reads.

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
