/** The table of changed AI components: what the reader looks at first. */
import { isOnlyOffered } from '../../policy/offers.ts';
import { isTouched, placesOfChange } from '../../bom/changed-first.ts';
import type { Bom, BomComponent, Change, JudgedFinding, Place, Verdict } from '../../model/index.ts';
import { componentsNamed, partsOfBom } from '../../model/parts.ts';
import { isAi } from '../../model/inventory.ts';
import { asRead } from '../../model/sighting.ts';
import { INCOMPLETE } from '../../policy/judge.ts';
import { hasOtherBytes } from '../../policy/rules/support/other-bytes.ts';
import { foldedOffers, type ListedRow } from './offer-rows.ts';
import { harmProof, isOldHarm } from './harm.ts';
import { proofOf } from './proof.ts';
import { type Row, ROW_STATES, type RowState } from './row.ts';
import { settledProof } from './settled.ts';
import { licensePhrase } from './license-phrase.ts';
import { relationsIn } from './lineage-path.ts';
import { nowOnly, wasNow } from './versions.ts';
import { unnamedRows } from './unnamed-rows.ts';
import { kindWord } from './words.ts';
import { isOfEntry, wrongEntryProof } from './wrong-entry.ts';

export function isAiChange(change: Change): boolean {
  return [...change.base, ...change.head].some(isAi);
}

/** Changed AI components and everything that is refused, worst first, and what was known to be malicious before. Without a base: all AI components as they are. */
export function rowsOf(verdict: Verdict, bom: Bom): Row[] {
  const speaking = verdict.findings.filter((judged) => speaks(judged, verdict));
  const byComponent = Map.groupBy(speaking, (judged) => judged.finding.component);
  const known = new Set(verdict.findings.filter(isKnown).map((judged) => judged.finding.component));
  const harm = Map.groupBy(verdict.findings.filter(isOldHarm), (judged) => judged.finding.component);
  const refused = new Set(speaking.filter((judged) => judged.blocks).map((judged) => judged.finding.component));
  const due = new Set([...refused, ...harm.keys()]);
  const listable = verdict.base === null ? bom.components : componentsNamed(bom, due);
  const relations = relationsIn(verdict, bom);
  const { touched } = partsOfBom(bom);
  const identities = Map.groupBy(listable, ({ identity }) => identity);
  const row = (identity: string, state: Change | null, versions: readonly BomComponent[]): Row => {
    const findings = byComponent.get(identity) ?? [];
    const [first] = versions;
    const otherBytes = sameVersionOtherBytes(state, findings);
    const settled = otherBytes ? null : settledProof(versions, touched.components, verdict.signed);
    const harmful = harm.get(identity) ?? [];
    const all = [...findings, ...harmful];
    const worst = state?.type === 'unread' ? unreadState(all) : stateOf(all, known.has(identity));
    const shown = state?.type === 'removed' ? 'gone' : worst === 'ok' && settled === null ? 'open' : worst;
    return {
      state: shown,
      kind: first === undefined ? '' : kindWord({ kind: first.kind, framework: versions.some((one) => one.framework) }),
      name: first?.name ?? identity,
      ...placesOf(findings, versions, state, verdict),
      version: state === null ? nowOnly(versions) : wasNow(state, otherBytes),
      proof:
        shown === 'ok' && settled !== null
          ? settled
          : (harmProof(all) ??
            wrongEntryProof(findings) ??
            proofOf(isAway(state) ? [] : versions, touched.components, verdict.signed, otherBytes)),
      license: licensePhrase(
        versions,
        findings.some((judged) => judged.blocks && judged.finding.rule.startsWith('license/')),
        verdict.uses,
        relations,
      ),
    };
  };
  const listed = (identity: string, state: Change | null, versions: readonly BomComponent[]): ListedRow => {
    const one = row(identity, state, versions);
    return { row: one, list: state?.type !== 'changed' && versions.every(isOnlyOffered) ? (one.place?.path ?? null) : null };
  };
  const changed = foldedOffers(
    verdict.base === null
      ? [...identities]
          .filter(([identity, versions]) => versions.some(isAi) || due.has(identity))
          .map(([identity, versions]) => listed(identity, null, versions))
      : verdict.changes
          .filter((change) => isAiChange(change) || due.has(change.identity))
          .map((change) => listed(change.identity, change, isAway(change) ? change.base : change.head)),
  );
  const told = new Set(verdict.base === null ? identities.keys() : verdict.changes.map((change) => change.identity));
  // Refused without a change of its own: for example newly reached by product code (T5). Malicious, and in a file that changes.
  const others = [...due].flatMap((identity) => (told.has(identity) ? [] : [row(identity, null, identities.get(identity) ?? [])]));
  const unnamed = unnamedRows(verdict, (all) =>
    stateOf(
      all.filter((judged) => speaks(judged, verdict)),
      all.some(isKnown),
    ),
  );
  const rows = [...changed, ...others.filter((one) => one.kind !== ''), ...unnamed];
  return ROW_STATES.flatMap((state) => rows.filter((one) => one.state === state));
}

/** Head has none of it, as far as it was read. */
function isAway(change: Change | null): boolean {
  return change?.type === 'removed' || change?.type === 'unread';
}

/** Nobody saw whether it is there still: that is worth a look (T33). */
function unreadState(findings: readonly JudgedFinding[]): RowState {
  return findings.some((judged) => judged.blocks) ? 'block' : 'warn';
}

function sameVersionOtherBytes(change: Change | null, findings: readonly JudgedFinding[]): boolean {
  if (change?.type !== 'changed' || !change.aspects.includes('digest') || change.aspects.includes('version')) return false;
  const gaps = findings.flatMap(({ finding }) => (finding.rule === 'dependency/integrity-changed' ? finding.gap : []));
  return gaps.length > 0 ? gaps.some((gap) => !isOfEntry(gap)) : hasOtherBytes(change);
}

/** What is new speaks; in a first look, where nothing can be new, what is there does. */
function speaks(judged: JudgedFinding, verdict: Verdict): boolean {
  return judged.status === 'new' || judged.status === 'worse' || (verdict.base === null && judged.status === 'existing');
}

/** Does not speak, and is still no reason to call a component fine. */
export function isKnown(judged: JudgedFinding): boolean {
  return judged.status === 'existing' || judged.status === 'waived';
}

/** What may be something else tomorrow is never fine, also where no rule speaks of it. */
function stateOf(findings: readonly JudgedFinding[], known: boolean): RowState {
  const refusing = findings.filter((judged) => judged.blocks);
  if (refusing.length > 0) return refusing.every((judged) => judged.finding.rule === INCOMPLETE) ? 'unsure' : 'block';
  if (findings.some(isOldHarm)) return 'harm';
  if (findings.length > 0) return 'warn';
  return known ? 'known' : 'ok';
}

/** The place that changed (design section 6); one that did not is only shown with a note. Product code before the rest. */
function placesOf(
  findings: readonly JudgedFinding[],
  versions: readonly BomComponent[],
  state: Change | null,
  { touched, base }: Verdict,
): Pick<Row, 'place' | 'morePlaces' | 'placeNote'> {
  const sightings = versions.flatMap((one) => one.sightings);
  const inProduct = sightings.filter((one) => one.scope === 'product');
  const ordered = placesOfChange(
    [...findings.flatMap((judged) => judged.finding.places), ...[...inProduct, ...sightings].map(({ place }) => place)],
    sightings.flatMap((one) => asRead(one)?.readAt ?? []),
    touched,
  );
  const [first] = ordered;
  // Where the change touches one, only what it touches is the change.
  const changed = first !== undefined && isTouched(first, touched) ? ordered.filter((place) => isTouched(place, touched)) : ordered;
  const unique = new Map(changed.map((place) => [JSON.stringify([place.path, place.line]), place]));
  const all = { place: first ?? null, morePlaces: Math.max(unique.size - 1, 0), placeNote: '' };
  if (base === null || isAway(state) || first === undefined || isTouched(first, touched)) return all;
  const gone = placeGone(state);
  return gone === null
    ? { ...all, placeNote: 'not changed itself' }
    : { place: gone, morePlaces: unique.size, placeNote: 'before the change' };
}

/** A place of base of which head has no like: a file that names the component no more. */
function placeGone(change: Change | null): Place | null {
  const [before, after] = [change?.base ?? [], change?.head ?? []].map((side) => side.flatMap(({ sightings }) => sightings));
  const paths = new Set(after?.map(({ place }) => place.path));
  return before?.find(({ place }) => !paths.has(place.path))?.place ?? null;
}
