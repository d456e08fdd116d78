// Tasklist as somebody needs it who has just been woken up: what was started can be opened, only the
// last error is shown and says what is missing, and nothing that stops a run stands first.

const STARTS = /\/process-definition\/[^?]*\/(start|submit-form)$/;
const DECIDES = /\/task\/[^/]+\/(complete|submit-form)$/;
const STARTABLE = 'a[ng-click="selectProcessDefinition(processDefinition)"]';
/** What is done to a run that there is already. */
const OF_A_RUN = ['Abort a run', 'Declare a site lost', 'Retry a run'];
const ERRORS = '.alert-danger, .alert-error';

function element(name, text, parent) {
  const node = document.createElement(name);
  node.textContent = text;
  parent.appendChild(node);
  return node;
}

/** Tasklist itself says no more than that something has started, or that a task is completed. */
function leadOn(what, run) {
  document.querySelectorAll('.siteswap-started').forEach(old => old.remove());
  const bar = document.body.appendChild(document.createElement('div'));
  bar.className = 'siteswap-started';
  bar.setAttribute('role', 'status');
  element('span', `${what}. `, bar);
  element('a', 'Open the run', bar).href = run;
  const close = element('button', '×', bar);
  close.setAttribute('aria-label', 'Close');
  close.onclick = () => bar.remove();
}

async function leadToStarted(request) {
  if (request.status !== 200) {
    return;
  }
  const id = JSON.parse(request.responseText).id;
  const answer = await fetch(`/api/runs/${encodeURIComponent(id)}`);
  if (answer.ok) {
    leadOn(`${(await answer.json()).ticket} has started`, `/runs/${encodeURIComponent(id)}`);
  }
}

/** Each form has a link to its run, which is gone with the form. */
function leadToDecided(request) {
  const link = document.querySelector('.fjs-container a[href*="/runs/"]');
  const task = document.querySelector('[cam-tasklist-task] .names h2')?.textContent.trim();
  if (link) {
    request.addEventListener('load', () => {
      if (request.status < 300) {
        leadOn(`Your answer to '${task}' is noted`, link.href);
      }
    });
  }
}

/** The task whose link was opened, until it was found. */
let linked = new URLSearchParams(location.hash.split('?')[1]).get('task');

/** Tasklist would show nothing of a task that others have decided on: our page says who and what. */
function leadToItsFate(request) {
  if (request.status === 404) {
    location.replace(`/tasks/${encodeURIComponent(linked)}`);
  }
  linked = null;
}

/** Whoever may decide gives a task back that somebody has claimed who is asleep. */
const ASSIGNED_TO_NOBODY = /\/task\/([^/]+)\/assignee$/;

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url, ...more) {
  if (linked && method.toUpperCase() === 'GET' && url.split('?')[0].endsWith(`/task/${linked}`)) {
    this.addEventListener('load', () => leadToItsFate(this));
  }
  if (method.toUpperCase() === 'POST' && STARTS.test(url)) {
    this.addEventListener('load', () => leadToStarted(this));
  }
  if (method.toUpperCase() === 'POST' && DECIDES.test(url)) {
    leadToDecided(this);
  }
  return open.call(this, method, url.replace(ASSIGNED_TO_NOBODY, '/task/$1/unclaim'), ...more);
};

function labelOf(field) {
  const label = field.querySelector('.fjs-form-field-label, legend, label');
  return label ? label.textContent.replace(/\*$/, '').trim() : '';
}

/** The fields that the form itself has refused to send. */
function refusedFields() {
  return [...document.querySelectorAll('.fjs-form-field')].filter(
    field => field.offsetParent !== null && field.querySelector('.fjs-form-field-error')
  );
}

function explain(error) {
  const fields = refusedFields();
  if (fields.length === 0 || error.querySelector('.siteswap-missing')) {
    return;
  }
  const names = fields.map(labelOf).filter(name => name);
  element('div', `Nothing was sent. Please fill in: ${names.join(', ')}.`, error).className =
    'siteswap-missing';
  const first = fields[0].querySelector('input, textarea, select');
  if (first) {
    first.focus();
  }
}

/** An error stands until the next one. */
function onlyTheLast(error) {
  [...error.parentElement.children]
    .filter(other => other !== error && other.matches(ERRORS))
    .forEach(old => old.querySelector('.close:not(.ng-hide)')?.click());
}

function arrange(list) {
  list.classList.add('siteswap-startable');
  list.querySelectorAll(STARTABLE).forEach(link => {
    const last = OF_A_RUN.includes(link.textContent.trim());
    link.closest('li').classList.toggle('siteswap-of-a-run', last);
  });
  if (list.contains(document.activeElement)) {
    const search = list.closest('.modal-content')?.querySelector('.modal-header input');
    if (search) {
      search.focus();
    }
  }
}

/** Of whom a task is, and of which groups, is only read: not changed by the keyboard either. */
function onlyRead(node) {
  node
    .querySelectorAll('.meta .groups a, .meta .assignee [cam-widget-inline-field]')
    .forEach(field => field.setAttribute('tabindex', '-1'));
}

function seen(node) {
  onlyRead(node);
  const errors = node.matches(ERRORS) ? [node] : [...node.querySelectorAll(ERRORS)];
  errors.forEach(error =>
    // Tasklist is still at work, and the form marks its fields a moment later.
    setTimeout(() => {
      onlyTheLast(error);
      explain(error);
    }, 100)
  );
  const link = node.matches(STARTABLE) ? node : node.querySelector(STARTABLE);
  const list = link?.closest('ul');
  if (list) {
    // Tasklist gives the focus away when its list is there.
    setTimeout(() => arrange(list), 0);
    setTimeout(() => arrange(list), 300);
  }
}

new MutationObserver(changes =>
  changes
    .flatMap(change => [...change.addedNodes])
    .filter(node => node.nodeType === Node.ELEMENT_NODE)
    .forEach(seen)
).observe(document.body, {childList: true, subtree: true});

/** Who can start nothing needs no list of what could be started. */
async function hideWhatStartsNothing() {
  const engine = location.pathname.split('/tasklist/')[1].split('/')[0];
  const startable =
    `/camunda/api/engine/engine/${engine}/process-definition/count` +
    '?latest=true&active=true&startableInTasklist=true&startablePermissionCheck=true';
  const answer = await fetch(startable);
  if (answer.ok && (await answer.json()).count === 0) {
    document.body.classList.add('siteswap-starts-nothing');
  }
}

hideWhatStartsNothing();

export default {
  id: 'siteswap.tasklist',
  pluginPoint: 'tasklist.navbar.action',
  priority: 10,
  render: node => {
    element('a', 'Runs', node).href = '/runs';
  },
  unmount: () => {}
};
