// Who has signed out, or whose session has ended, is led to the one sign-in, and comes back to
// where they were: what stands behind the '#' goes along.
let before = '';

function watch() {
  if (window.location.hash.startsWith('#/login')) {
    window.location.replace(`${window.location.pathname}?again${before}`);
  } else {
    before = window.location.hash;
  }
}

window.addEventListener('hashchange', watch);
watch();
