/** Files in memory → loads with their commits, by the real detectors; the plan, and the files that it makes. */
import { stampedBy } from '../../../src/core/discover/stamped.ts';
import { link } from '../../../src/core/discover/link/index.ts';
import type { Detector } from '../../../src/core/discover/detector.ts';
import { detectors } from '../../../src/core/discover/index.ts';
import type { CopySighting, FileFacts, LoadSighting, Unknown } from '../../../src/core/model/index.ts';
import { asPull } from '../../../src/core/model/sighting.ts';
import { applyPins, editableText } from '../../../src/core/pin/apply.ts';
import { blobIdOf } from '../../../src/core/base/git-blob-id.ts';
import { confirmPins } from '../../../src/core/pin/confirm.ts';
import { type PinPlan, planPins } from '../../../src/core/pin/plan.ts';
import type { Refused } from '../../../src/core/pin/types.ts';
import { factsOf } from '../../support/grammar.ts';

export const COMMIT = '4f0c2d9e81b7a6c35d20f1e4b8a97c6d5e3f2a10';

export type Files = Readonly<Record<string, string>>;

/** The loads of models and datasets in these files. */
export async function loadsIn(
  files: Files,
): Promise<{ readonly named: readonly (LoadSighting | CopySighting)[]; readonly unknowns: readonly Unknown[] }> {
  const facts = new Map<string, FileFacts>();
  for (const [path, text] of Object.entries(files)) {
    const wanted = detectors.filter((one: Detector) => one.reads === 'text' && one.wants(path, null));
    const found = await Promise.all(wanted.map(async (detector) => stampedBy(detector, await factsOf(detector, text, 'full'))));
    facts.set(path, { blob: blobOf(text), depth: 'full', facts: found.flat() });
  }
  const { sightings, unknowns } = link(facts, { paths: new Set(facts.keys()) });
  return { named: sightings.flatMap((one) => asPull(one) ?? []), unknowns };
}

function blobOf(text: string): string {
  return blobIdOf(Buffer.from(text), 40);
}

/** Every reference is at COMMIT. */
export async function planOf(files: Files): Promise<PinPlan> {
  const { named, unknowns } = await loadsIn(files);
  return planPins(
    named.map((sighting) => ({ sighting, commit: { known: true, commit: COMMIT } })),
    unknowns,
  );
}

export interface Pinned {
  readonly files: Files;
  readonly refused: readonly Refused[];
}

/** Plans, applies, and holds each result to what every result must be: read again it is pinned, and a second run changes nothing. */
export async function pin(files: Files): Promise<Pinned> {
  const plan = await planOf(files);
  const result: Record<string, string> = { ...files };
  const refused = [...plan.refused];
  for (const file of plan.files) {
    const applied = applyPins(editableText(Buffer.from(files[file.path] ?? '')), file);
    if (applied.state === 'refused') refused.push(...applied.refused);
    else {
      result[file.path] = applied.text;
      const again = applyPins(applied.text, file);
      if (again.state !== 'applied' || again.changed !== 0 || again.text !== applied.text) throw new Error(`applied twice: ${file.path}`);
    }
  }
  const { named: after } = await loadsIn(result);
  const done = plan.files.filter(({ path }) => result[path] !== files[path]);
  const unconfirmed = done.flatMap((file) => confirmPins(file, after));
  if (unconfirmed.length > 0) throw new Error(`not confirmed: ${JSON.stringify(unconfirmed)}`);
  const second = await planOf(result);
  const again = second.files.filter(({ path }) => done.some((file) => file.path === path));
  if (again.length > 0) throw new Error(`planned again: ${JSON.stringify(again)}`);
  return { files: result, refused };
}

/** "code line reference" */
export function told({ code, line, reference }: Refused): string {
  return `${code} ${line} ${reference}`;
}
