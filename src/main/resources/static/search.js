// Shows only the changes that have every word of the search somewhere in their line.
const search = document.getElementById("search");
const rows = [...document.querySelectorAll("#changes tr")].slice(1);
const texts = rows.map((row) => row.textContent.toLowerCase());

search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter((word) => word);
  let shown = 0;
  rows.forEach((row, i) => {
    row.hidden = !words.every((word) => texts[i].includes(word));
    shown += row.hidden ? 0 : 1;
  });
  document.getElementById("found").textContent = words.length ? `${shown} of ${rows.length}` : "";
});
