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
 * <tr><td>limits of the SPM priority</td><td>§2.1; 239-242</td><td>yes</td></tr>
 * <tr><td>forceselectspm and what refuses it</td><td>§2.4; 262, 329-340, 370</td><td>yes</td></tr>
 * <tr><td>up, problematic, contend, up; no pre-emption</td><td>§2.2, §14; 336</td><td>yes</td></tr>
 * <tr><td>equal priorities: the name decides, where the Manager draws lots</td><td>§2.2</td><td>no</td></tr>
 * <tr><td>T-8 forceselectspm answers 200 and nothing moves (a swallowed call)</td><td>§2.4</td><td>no</td></tr>
 * <tr><td>T-16 domains have a status only below the data centre</td><td>§5; 106-110</td><td>yes</td></tr>
 * <tr><td>leases, placement and priority of VMs and what refuses them</td><td>§3.2, §3.3; 284-296</td><td>yes</td></tr>
 * <tr><td>T-11 a lease stays when high availability goes, and restarts</td><td>§3.3</td><td>no</td></tr>
 * <tr><td>migrate, cancelmigration, start, stop, shutdown</td><td>§3.7; 270-279, 302-313, 443, 444</td><td>yes</td></tr>
 * <tr><td>two migrations out of and into a host at once; bandwidth</td><td>§3.7, §13</td><td>no</td></tr>
 * <tr><td>affinity groups; T-17 enabled alone switches nothing on</td><td>§6.1; 183-231</td><td>yes</td></tr>
 * <tr><td>T-18 VMs drift home, one a minute</td><td>§6.4; 452</td><td>yes</td></tr>
 * <tr><td>hosts of a lost site: connecting, non responsive, VMs unknown</td><td>§1.2, §4.3; 361, 441</td><td>yes</td></tr>
 * <tr><td>leased VMs restart when the lease is over</td><td>§3.5, §13</td><td>in part</td></tr>
 * <tr><td>T-7, T-13 manual fencing moves the SPM and clears the VMs</td><td>§2.3, §4.2; 347-354, 374-377, 450</td><td>yes</td></tr>
 * <tr><td>T-14 a confirmed host that still runs: VMs run twice</td><td>§4.2</td><td>no</td></tr>
 * <tr><td>T-15 fence status fails inside a 200</td><td>§4.2; 348</td><td>yes</td></tr>
 * <tr><td>a site that returns comes up by itself</td><td>452</td><td>yes</td></tr>
 * <tr><td>T-19 from with max loses events; events from outside</td><td>§8.1, §8.3; 121-124</td><td>yes</td></tr>
 * <tr><td>jobs, and T-22 the calls that have none</td><td>§10; 118, 321</td><td>yes</td></tr>
 * </table>
 *
 * <p>Left out: power management, storage tasks, non-operational hosts, hot plug that fails (T-10),
 * flood control of events (T-20), translated faults (T-21), users other than the administrator, and
 * the Manager's own restart.
 */
package io.siteswap.twin;
