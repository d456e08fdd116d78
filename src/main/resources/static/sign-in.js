// Where in Tasklist or Cockpit somebody was on the way to stands behind the '#', which no server
// sees: it goes along with the form, and the browser hands it on to the page that follows.
const form = document.querySelector('form');
form.action += window.location.hash;
