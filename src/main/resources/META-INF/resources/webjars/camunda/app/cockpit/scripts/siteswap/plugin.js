// The view of a run, and the list of all runs, inside Cockpit: a tab on the page of an instance, a
// page of their own, and a tile on the dashboard. What they show is what our own pages show.

import {el, json, some} from '/siteswap/dom.js';
import {mountRuns} from '/siteswap/runs.js';
import {mount} from '/siteswap/view.js';

const RUNS = '#/siteswap/runs';
const INSTANCE = /^#\/process-instance\/([0-9a-f-]+)/;

/** Cockpit is light, whatever the reader's machine prefers. */
function dressed(node) {
  document.documentElement.classList.add('sw-light');
  ['/siteswap/tokens.css', '/siteswap/stacks.css', '/siteswap/view.css']
    .filter(href => !document.querySelector(`link[href="${href}"]`))
    .forEach(href => document.head.append(el('link', {rel: 'stylesheet', href})));
  const inner = el('div', {class: 'sw-cockpit'});
  node.replaceChildren(inner);
  return inner;
}

function pageOf(run) {
  return `${RUNS}?run=${run.id}`;
}

/** The run is the root of all that it calls. */
async function runOf(api, processInstanceId) {
  const instance = await json(`${api.engineApi}/history/process-instance/${processInstanceId}`);
  return instance.rootProcessInstanceId;
}

let leading;

/**
 * Cockpit forgets an instance that has ended, and goes to its definition, or to its dashboard where
 * it does not find that either; a link to one leads to its run instead, whichever of the two is
 * faster.
 */
async function leadOn() {
  if (leading && Date.now() < leading.until && /^#\/(process-definition\/|dashboard)/.test(location.hash)) {
    location.replace(leading.to);
    leading = undefined;
    return;
  }
  const id = INSTANCE.exec(location.hash)?.[1];
  const run = id && await json(`/api/runs/${id}`).catch(() => undefined);
  if (run?.endedAt) {
    leading = {to: pageOf(run), until: Date.now() + 15000};
    location.replace(leading.to);
  }
}
window.addEventListener('hashchange', leadOn);
leadOn();

function plugin(id, pluginPoint, properties, show) {
  let end;
  return {
    id: `siteswap.${id}`,
    pluginPoint,
    priority: 20,
    properties,
    render(node, context) {
      let open = true;
      let close;
      end = () => {
        open = false;
        close?.();
      };
      Promise.resolve(show(dressed(node), context)).then(closing => {
        close = closing;
        return open || close?.();
      }).catch(failure => node.append(failure.message));
    },
    unmount() {
      end?.();
    }
  };
}

async function showTab(node, {api, processInstanceId}) {
  const runId = await runOf(api, processInstanceId);
  const view = el('div');
  node.append(el('p', {}, el('a', {href: `/runs/${runId}`}, 'Page of the run'), ', where it is aborted or tried again'), view);
  return mount(view, {runId});
}

async function showRuns(node) {
  const runId = new URLSearchParams(location.hash.split('?')[1]).get('run');
  const page = el('div', {class: 'sw-page-in-cockpit'});
  node.append(page);
  if (!runId) {
    const list = el('div');
    page.append(el('h3', {}, 'Runs'), list);
    return mountRuns(list, {pageOf});
  }
  const run = await json(`/api/runs/${encodeURIComponent(runId)}`);
  const view = el('div');
  page.append(
    el('p', {}, el('a', {href: RUNS}, 'All runs'), ' \u00b7 ', el('a', {href: `/runs/${runId}`}, 'Page of the run')),
    el('h3', {}, `${run.ticket}, cluster ${run.cluster}${run.site ? `, site ${run.site}` : ''}`), view);
  return mount(view, {runId});
}

async function showTile(node) {
  const [open, waiting, all] = await Promise.all(['open', 'waiting', ''].map(state => some(`/api/runs?state=${state}&size=1`)));
  const figure = (number, words) => el('div', {class: 'sw-figure'}, el('strong', {}, String(number)), ` ${words}`);
  node.append(el('section', {class: 'sw-tile'},
    el('h3', {}, el('a', {href: RUNS}, 'Runs')),
    figure(open.found, 'open'), figure(waiting.found, 'waiting for people'), figure(all.found, 'in all')));
}

export default [
  plugin('run', 'cockpit.processInstance.runtime.tab', {label: 'Run'}, showTab),
  plugin('runs', 'cockpit.route', {path: '/siteswap/runs'}, showRuns),
  plugin('tile', 'cockpit.dashboard', {label: 'Runs'}, showTile),
  {
    id: 'siteswap.link',
    pluginPoint: 'cockpit.navigation',
    priority: 20,
    properties: {path: '/siteswap/runs'},
    render(node) {
      node.replaceChildren(el('a', {href: RUNS}, 'Runs'));
    },
    unmount() {}
  }
];
