// Reads the page anew as often as its <html> says, but not while somebody types.
const seconds = Number(document.documentElement.dataset.reload);
if (seconds > 0) {
  setInterval(() => {
    if (document.activeElement.id !== "search") location.reload();
  }, seconds * 1000);
}
