/**
 * A simulated oVirt Manager on a loopback port, for demonstrations, drills and tests.
 *
 * <p>Here live the simulated world, its behaviour in simulated time, the REST protocol around it,
 * and the controls that make it fail. Nothing of the product's own rules lives here, and nobody
 * imports it: it is reached over HTTP like any Manager.
 *
 * <p>What it does, where that is known from (a section of the dossier manager-behaviour, the number
 * of a recorded exchange), and whether a real Manager was seen doing it:
 *
 * <table>
 * <caption>Behaviour and its source</caption>
 * <tr><th>behaviour</th><th>source</th><th>seen live</th></tr>
 * <tr><td>tokens, their refusals, log-out, 401 pages</td><td>§9.2; 001-015, 454-459</td><td>yes</td></tr>
 * <tr><td>a session dies after 30 idle minutes</td><td>§9.2; 600-602</td><td>yes</td></tr>
 * <tr><td>404, 405, 406, 415, unreadable and wrong bodies</td><td>§9.3; 137-175</td><td>yes</td></tr>
 * <tr><td>search, max, from, follow; a bad search finds nothing</td><td>§8.1, §9.1; 079-136, 411-432</td><td>yes</td></tr>
 * <tr><td>correlation ids are cleaned, cut, echoed and kept</td><td>§9.4; 178, 179</td><td>yes</td></tr>
 * <tr><td>what refuses a deactivate, in which order</td><td>§1.3; 328, 368</td><td>in part</td></tr>
 * <tr><td>T-1 deactivate answers 200, the SPM stays up (a swallowed call)</td><td>§1.4</td><td>no</td></tr>
 * <tr><td>T-2 one immovable VM refuses all, the host stays preparing</td><td>§1.4; 583</td><td>in part</td></tr>
 * <tr><td>T-3 some move, the call fails with an empty detail</td><td>§1.4</td><td>no</td></tr>
 * <tr><td>no VM can be placed: 409 with a line per host</td><td>§1.4; 252, 314</td><td>yes</td></tr>
 * <tr><td>T-4 host by host VMs hop inside the site, all at once they do not</td><td>§1.4; 343</td><td>yes</td></tr>
 * <tr><td>T-5 maintenance is told at its start, not at its end</td><td>§1.4; 600, 620 in 442</td><td>yes</td></tr>
 * <tr><td>maintenance is reached at a 3 s poll, retried every 300 s</td><td>§1.5, §13</td><td>in part</td></tr>
 * <tr><td>activate, and activate as a cancel</td><td>§1.5; 251, 255, 264, 266, 319, 358, 379</td><td>yes</td></tr>
 * <tr><td>T-6 editing a host without its port means 54321</td><td>§1.6</td><td>no</td></tr>
 * <tr><td>data centre and cluster are made, edited and removed</td><td>§7; 018-020, 550</td><td>in part</td></tr>
 * <tr><td>a host is added, and what refuses it; no password is kept</td><td>021-031</td><td>yes</td></tr>
 * <tr><td>installing, initializing, up; or install failed, told by event 505</td><td>§1.1, §8.2</td><td>in part</td></tr>
 * <tr><td>a host is installed once more</td><td>§1.2</td><td>no</td></tr>
 * <tr><td>non-operational hosts: 515, 517, 519, 522; their VMs leave</td><td>§1.1, §1.2; 504, 505</td><td>in part</td></tr>
 * <tr><td>which hosts are removed, and what refuses it</td><td>§1.2; 249, 250, 369, 544</td><td>in part</td></tr>
 * <tr><td>power management and its agents, kept and shown</td><td>§1.6; 462-468</td><td>yes</td></tr>
 * <tr><td>network attachments; a required network that lacks</td><td>§7; 400</td><td>in part</td></tr>
 * <tr><td>hosted engine, for those who ask for all content</td><td>§9.1, §12; 073-076</td><td>no</td></tr>
 * <tr><td>limits of the SPM priority</td><td>§2.1; 239-242</td><td>yes</td></tr>
 * <tr><td>forceselectspm and what refuses it</td><td>§2.4; 262, 329-340, 370</td><td>yes</td></tr>
 * <tr><td>up, problematic, contend, up; no pre-emption</td><td>§2.2, §14; 336</td><td>yes</td></tr>
 * <tr><td>equal priorities: the name decides, where the Manager draws lots</td><td>§2.2</td><td>no</td></tr>
 * <tr><td>T-8 forceselectspm answers 200 and nothing moves (a swallowed call)</td><td>§2.4</td><td>no</td></tr>
 * <tr><td>T-16 domains have a status only below the data centre</td><td>§5; 106-110</td><td>yes</td></tr>
 * <tr><td>leases, placement and priority of VMs and what refuses them</td><td>§3.2, §3.3; 284-296</td><td>yes</td></tr>
 * <tr><td>T-10 a lease that is not plugged in is only an event, 1220</td><td>§3.3</td><td>no</td></tr>
 * <tr><td>high availability and lease mean kill, at the next start</td><td>§3.3, §3.4; 280, 297</td><td>in part</td></tr>
 * <tr><td>a domain that is inactive takes no lease and starts no VM</td><td>§3.3, §5</td><td>no</td></tr>
 * <tr><td>T-11 a lease stays when high availability goes, and restarts</td><td>§3.3</td><td>no</td></tr>
 * <tr><td>migrate, cancelmigration, start, stop, shutdown</td><td>§3.7; 270-279, 302-313, 443, 444</td><td>yes</td></tr>
 * <tr><td>two migrations out of and into a host at once; bandwidth</td><td>§3.7, §13</td><td>no</td></tr>
 * <tr><td>scheduling policies; without the unit soft groups do nothing</td><td>§6.2, §7; 268</td><td>in part</td></tr>
 * <tr><td>an image transfer keeps its host from maintenance</td><td>§1.2, §1.5</td><td>no</td></tr>
 * <tr><td>affinity groups; T-17 enabled alone switches nothing on</td><td>§6.1; 183-231</td><td>yes</td></tr>
 * <tr><td>T-18 VMs drift home, one a minute</td><td>§6.4; 452</td><td>yes</td></tr>
 * <tr><td>hosts of a lost site: connecting, non responsive, VMs unknown</td><td>§1.2, §4.3; 361, 441</td><td>yes</td></tr>
 * <tr><td>leased VMs are tried 30 s after the loss is known, then each 303 s; storage refuses while
 * the lease lives, 140 s from the loss</td><td>§3.5, §13; 441, 515</td><td>in part</td></tr>
 * <tr><td>a host that is only cut off keeps its leases</td><td>§3.3; 515</td><td>yes</td></tr>
 * <tr><td>cleared VMs queue: priority first, 10 tries each 30 s, then each 1800 s; lower ones wait
 * 600 s</td><td>§3.6; 475, 515</td><td>in part</td></tr>
 * <tr><td>T-7, T-13 manual fencing moves the SPM and clears the VMs</td><td>§2.3, §4.2; 347-354, 374-377, 450</td><td>yes</td></tr>
 * <tr><td>an owner of the SPM's lock whom nobody has confirmed stops the election; candidates
 * fail</td><td>§2.2</td><td>no</td></tr>
 * <tr><td>T-25 an SPM lost in the Manager's first 300 s: not operational, one way out after 3
 * min</td><td>§4.4</td><td>no</td></tr>
 * <tr><td>T-12 why nobody is fenced: 9003, 9015, 9013, 9028, 9002</td><td>§4.1; 442</td><td>in part</td></tr>
 * <tr><td>T-14 a confirmed host that still runs: VMs run twice</td><td>§4.2</td><td>no</td></tr>
 * <tr><td>T-15 fence status fails inside a 200</td><td>§4.2; 348</td><td>yes</td></tr>
 * <tr><td>fence status tells on, off or unknown; a lost site's switches fail</td><td>§4.2,
 * §4.3</td><td>no</td></tr>
 * <tr><td>a host or site that returns comes up by itself</td><td>452</td><td>yes</td></tr>
 * <tr><td>after a power loss its VMs are down with an error, 119; a cut-off host still has
 * them</td><td>§1.2, §3.5</td><td>no</td></tr>
 * <tr><td>a host in maintenance ignores the return of its site</td><td>§1.1</td><td>no</td></tr>
 * <tr><td>T-19 from with max loses events; events from outside</td><td>§8.1, §8.3; 121-124</td><td>yes</td></tr>
 * <tr><td>the user, the role, its permits; 403 without them</td><td>§9.3, §12; 009, 396, 566-569</td><td>in part</td></tr>
 * <tr><td>tags of hosts and VMs</td><td>§1.1; 395</td><td>in part</td></tr>
 * <tr><td>a restart: no answer, then 401, and event 1</td><td>§4.4, §9.2; 487, 488</td><td>yes</td></tr>
 * <tr><td>after it silent hosts are unassigned, the queue is rebuilt, marks of the SPM are
 * gone</td><td>§4.4</td><td>no</td></tr>
 * <tr><td>jobs, and T-22 the calls that have none</td><td>§10; 118, 321</td><td>yes</td></tr>
 * </table>
 *
 * <p>Simpler than the Manager: there is at most one data centre and one cluster, and a new data
 * centre takes the cluster that is left over. Storage domains wait unattached and become active in
 * the data centre with its first SPM; they are unattached again, and the data centre uninitialized,
 * once the last host is removed. An installed Manager brings a data centre and a cluster named
 * Default; the empty world has neither. A host stands at the site its name begins with. Every host
 * has every network unless a control says otherwise. A start that storage refuses is tried on one
 * host, where the Manager tries three. Of the scheduling units only the two for groups of VMs and
 * hosts have the Manager's ids, and the weights are the four that matter here. A restart interrupts
 * no installation.
 *
 * <p>Left out: fencing by power management, storage tasks, automatic recovery of hosts and domains,
 * expiring certificates, flood control of events (T-20), translated faults (T-21), and users other
 * than the administrator.
 */
package io.siteswap.twin;
