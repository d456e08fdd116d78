// A tab beside the diagram of a run: every change of its ledger, and the ways to step in.

const COLUMNS = [
  ['#', change => change.number],
  ['Step', change => change.phase],
  ['Object', change => `${change.type} ${change.object}`],
  ['Change', change => change.action],
  ['State', change => change.state],
  ['Seen', change => change.words || change.seen],
  ['Asked', change => time(change.requestedAt)],
  ['Done', change => time(change.undoneAt || change.seenAt)],
  ['Correlation id', change => change.undoCorrelationId || change.correlationId || '']
];

function time(instant) {
  return instant ? new Date(instant).toLocaleTimeString() : '';
}

function element(name, text, parent) {
  const node = document.createElement(name);
  node.textContent = text;
  parent.appendChild(node);
  return node;
}

async function json(url, options) {
  const answer = await fetch(url, options);
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail || body.message || `${url} answered ${answer.status}`);
  }
  return body;
}

/** Of thousands of changes a page is shown, as it is drawn anew every few seconds. */
const SHOWN = 200;

/** The run is the root of all that it calls. */
async function runOf(api, processInstanceId) {
  const instance = await json(`${api.engineApi}/history/process-instance/${processInstanceId}`);
  return instance.rootProcessInstanceId;
}

async function intervene(runId, verb, question, done, message) {
  const reason = window.prompt(`${question} The reason is kept in the journal of the run.`);
  if (!reason) {
    return;
  }
  try {
    await json(`/api/runs/${runId}/${verb}`, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({reason})
    });
    message.textContent = done;
  } catch (refusal) {
    message.textContent = refusal.message;
  }
}

function button(parent, label, act) {
  const node = element('button', label, parent);
  node.className = 'btn btn-default';
  node.style.marginLeft = '16px';
  node.onclick = act;
}

async function show(node, api, processInstanceId) {
  const runId = await runOf(api, processInstanceId);
  const [run, changes] = await Promise.all([
    json(`/api/runs/${runId}`),
    json(`/api/runs/${runId}/changes?size=${SHOWN}`)
  ]);
  node.replaceChildren();
  const head = element('p', '', node);
  head.style.padding = '8px 0';
  element('strong', `${run.progress.done} of ${run.progress.total} changes done. `, head);
  element('span', run.waitingFor ? `Waiting for ${run.waitingFor} ` : '', head);
  const ledger = element('a', 'Page of the ledger', head);
  ledger.href = `/runs/${runId}`;
  const message = document.createElement('span');
  message.style.marginLeft = '8px';
  button(head, 'Retry failed steps', () =>
    intervene(runId, 'retry', 'Why is it tried again?', 'Retried.', message));
  button(head, 'Abort this run', () =>
    intervene(runId, 'abort', 'Why is this run aborted?',
      'Aborted: a decision may be asked for in Tasklist.', message));
  if (run.runbook === 'fail-over-site' && !run.endedAt) {
    button(head, 'Declare the site lost', () =>
      intervene(runId, 'site-lost', 'What shows that the site is lost?',
        'Handed over to the recovery: people attest in Tasklist.', message));
  }
  head.appendChild(message);
  if (run.progress.total > changes.length) {
    element('p', `The first ${changes.length} of ${run.progress.total} changes; the page of the ledger has them all.`, node);
  }
  const table = element('table', '', node);
  table.className = 'table cam-table';
  const titles = element('tr', '', element('thead', '', table));
  COLUMNS.forEach(([title]) => element('th', title, titles));
  const body = element('tbody', '', table);
  changes.forEach(change => {
    const row = element('tr', '', body);
    COLUMNS.forEach(([, value]) => element('td', value(change), row));
  });
}

export default {
  id: 'siteswap.changes',
  pluginPoint: 'cockpit.processInstance.runtime.tab',
  priority: 20,
  properties: {label: 'Changes'},
  render(node, {api, processInstanceId}) {
    const look = () =>
      show(node, api, processInstanceId).catch(failure => {
        node.textContent = failure.message;
      });
    look();
    this.clockwork = window.setInterval(look, 5000);
  },
  unmount() {
    window.clearInterval(this.clockwork);
  }
};
