/** The parts of the HTML report. */
import type { Place } from '../../model/index.ts';
import type { DutiesView } from '../view/duties.ts';
import type { BlockWithTerms } from '../view/terms.ts';
import { dedented } from '../view/dedented.ts';
import type { Item } from '../view/inventory.ts';
import type { Phrase } from '../view/phrase.ts';
import type { Row, RowState } from '../view/row.ts';
import type { ReportView } from '../view/view.ts';
import { count } from '../view/words.ts';
import { type Html, html } from './safe.ts';

const STATES: Readonly<Record<RowState, string>> = {
  block: 'blocks',
  unsure: 'not checked',
  harm: 'harmful',
  warn: 'warns',
  known: 'known',
  open: 'open',
  ok: 'ok',
  gone: 'removed',
};

export function htmlPhrase(pieces: Phrase): Html {
  return html`${pieces.map(({ text, style }) => (style === 'code' || style === 'copy' ? html`<code>${text}</code>` : style === 'strong' ? html`<strong>${text}</strong>` : html`${text}`))}`;
}

function place({ path, line }: Pick<Place, 'path' | 'line'>): Html {
  return html`<code>${path}:${line}</code> `;
}

export function rows(all: readonly Row[], first: boolean): Html {
  if (all.length === 0) return html``;
  return html`<table><tr><th></th><th>${first ? 'Found' : 'Changed'}</th><th>${first ? 'Version' : 'Was → now'}</th><th>Proof</th><th>License</th></tr>
${all.map(row)}</table>`;
}

function row(one: Row): Html {
  const more = one.morePlaces > 0 ? `+${count(one.morePlaces, 'place')}` : '';
  return html`<tr><td class="${one.state}">${STATES[one.state]}</td><td>${one.kind} <code>${one.name}</code><br>${one.place === null ? '' : place(one.place)}${more}${one.placeNote === '' ? '' : ` (${one.placeNote})`}</td><td>${htmlPhrase(one.version)}</td><td>${htmlPhrase(one.proof)}</td><td>${htmlPhrase(one.license)}</td></tr>
`;
}

export function block(one: BlockWithTerms, number: number): Html {
  const hunks = one.hunks.map((hunk) => {
    const { before, after } = dedented(hunk);
    if (before === null) return html`<p>In ${place(hunk)} write <code>${hunk.written}</code></p>`;
    return html`<p>${place(hunk)}</p><pre><span class="del">- ${before}</span>
<span class="ins">+ ${after}</span></pre>`;
  });
  return html`<h3 class="${one.blocks ? 'block' : 'warn'}">${number}. ${one.title}</h3>
${one.reasons.map((reason) => html`<p>${reason}</p>`)}${one.terms.lines.map(paragraph)}${one.terms.duties.map(duty)}${one.terms.ways === null ? '' : paragraph(one.terms.ways)}${hunks.length > 0 ? hunks : html`<p>${one.places.map(place)}</p>`}${one.commands.map((command) => html`<p>Run <code>${command}</code></p>`)}
<p><small>${one.rules.join(', ')} · ${one.ids.join(', ')}</small></p>
`;
}

function paragraph(line: Phrase): Html {
  return html`<p>${htmlPhrase(line)}</p>`;
}

/** Once for each license; the words to copy are folded. */
function duty({ line, copies }: DutiesView): Html {
  const folded = html`<details><summary>Copy-ready texts</summary>${copies.map((text) => html`<pre>${text}</pre>`)}</details>`;
  return html`${paragraph(line)}${copies.length === 0 ? '' : folded}`;
}

/** What licenses ask for that stand in no block. */
export function htmlDuties({ duties }: ReportView): Html {
  return duties.length === 0 ? html`` : html`<h2>What licenses ask of you</h2>${duties.map(duty)}`;
}

/** What changed models are made from. */
export function htmlLineage({ lineage }: ReportView): Html {
  if (lineage === null) return html``;
  return html`<details><summary>Lineage</summary><ul>${lineage.lines.map((text) => html`<li>${text}</li>`)}</ul></details>
`;
}

/** Waivers without reason and approver: a page travels further than the policy (T26). */
export function htmlNotBlocking(view: ReportView): Html {
  if (view.notBlocking === null) return html``;
  const waived = view.waived.map(
    ({ finding, waiver, approval }) =>
      html`<li>${approval === undefined ? 'waived' : 'approved'}: <code>${finding.name}</code> ${finding.rule}, ${finding.id}${waiver === null ? '' : `, ${count(waiver.daysLeft, 'day')} left`}</li>`,
  );
  const older = view.older.map((one) => html`<li>${one.title} · ${one.rules.join(', ')} ${one.places.slice(0, 3).map(place)}</li>`);
  return html`<details><summary>Not blocking: ${view.notBlocking}</summary><ul>${waived}${older}</ul></details>`;
}

export function htmlNotRead({ notRead: left }: ReportView): Html {
  if (left === null) return html``;
  const more = left.more > 0 ? html`<li>+${String(left.more)} more</li>` : '';
  return html`<details><summary>${left.title}</summary><ul>${left.files.map(({ path, reason }) => html`<li><code>${path}</code> ${reason}</li>`)}${more}</ul></details>`;
}

export function htmlMentioned({ mentioned: named }: ReportView): Html {
  if (named === null) return html``;
  return html`<details><summary>${named.title}</summary><ul>${named.names.map((one) => html`<li>${one.kind} <code>${one.name}</code> ${place(one.place)}</li>`)}</ul></details>`;
}

export function htmlInventory(view: ReportView): Html {
  return html`<h2>${view.inventoryTitle}</h2>
<table><tr><th></th><th>Kind</th><th>Name</th><th>Version</th><th>License</th></tr>
${view.inventory().map(item)}</table>`;
}

function item(one: Item): Html {
  return html`<tr><td>${one.mark}</td><td>${one.kind}</td><td><code>${one.name}</code></td><td>${htmlPhrase(one.version)}</td><td>${htmlPhrase(one.license)}</td></tr>
`;
}
