/** The same verdict as one HTML page: no script, nothing loaded from anywhere, light and dark. */
import { createHash } from 'node:crypto';
import type { Format } from '../../model/index.ts';
import { block, htmlDuties, htmlInventory, htmlLineage, htmlMentioned, htmlNotBlocking, htmlNotRead, htmlPhrase, rows } from './parts.ts';
import { html } from './safe.ts';
import { STYLE } from './style.ts';
import { reportViewOf } from '../view/view.ts';
import { waysOut } from '../view/way-out.ts';

export const htmlFormat: Format = {
  id: 'html',
  mediaType: 'text/html',
  render(verdict, bom) {
    const view = reportViewOf(verdict, bom);
    const { head, base, policy, evaluate, moment } = view.judged;
    const body = html`<h1 class="${view.title.sign}">${view.title.text}</h1>
<p>${view.overview.join(' · ')}</p>
${view.remarks.map((one) => html`<p class="note ${one.unchecked ? 'unchecked' : ''}"><strong>${one.unchecked ? 'Not checked' : 'Note'}:</strong> ${one.text}</p>`)}
${rows(view.rows, base === null)}
${view.refusing.map((one, index) => block(one, index + 1))}
${view.warning.length === 0 ? '' : html`<h2>Worth fixing, does not block</h2>`}
${view.warning.map((one, index) => block(one, view.refusing.length + index + 1))}
${htmlDuties(view)}
${htmlNotRead(view)}
${htmlMentioned(view)}
${htmlLineage(view)}
${htmlNotBlocking(view)}
${htmlInventory(view)}
${waysOut(verdict, view.refusing, view.warning).map((line) => html`<p>${htmlPhrase(line)}</p>`)}
<footer>Judged <code>${head}</code> ${base === null ? 'with nothing to compare with' : html`into <code>${base}</code>`}, policy ${policy}${evaluate ? ' (evaluate mode)' : ''}, ${moment}.</footer>`;
    // Only this style sheet, by its digest: even an escape that failed could load and run nothing.
    const digest = createHash('sha256').update(STYLE).digest('base64');
    const rules = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
    return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${rules}">
<meta name="viewport" content="width=device-width"><title>${html`${view.title.text}`.toString()}</title><style>${STYLE}</style></head>
<body>
${body.toString()}
</body></html>
`;
  },
};
