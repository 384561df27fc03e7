/** Where the terms of a license come from: "acme/ner ← acme/base (finetune) ← meta-llama/Llama-3.1-8B". */
import type { Bom, Verdict } from '../../model/index.ts';
import { partsOfBom } from '../../model/parts.ts';
import { statedNameOf } from '../../ref/stated-name.ts';
import { code, joined, type Phrase, plain } from './phrase.ts';

/** By child and parent as paths name them: how the child comes from the parent. */
export type LineageSteps = ReadonlyMap<string, string>;

/** A name or a key only suggests it (T11). */
const PERHAPS = 'perhaps';

/** Names of paths, as one key. */
function stepOf(child: string, parent: string): string {
  return JSON.stringify([child, parent]);
}

/** Every step that the Bom knows. Nothing is collected where no license has something to say. */
export function relationsIn(verdict: Verdict, bom: Bom): LineageSteps {
  const relations = new Map<string, string>();
  if (verdict.uses === undefined && verdict.findings.every(({ finding }) => finding.clauses === undefined)) return relations;
  // What the sources state directly goes before what was followed over several hops.
  const { components } = partsOfBom(bom).touched;
  for (const { lineage } of components)
    for (const { of, ref, relation, by } of lineage?.ancestors ?? [])
      relations.set(stepOf(statedNameOf(of), statedNameOf(ref)), by === 'hint' ? PERHAPS : relation);
  for (const { name, hub } of components) {
    for (const id of hub?.datasets ?? []) relations.set(stepOf(name, id), 'trained-on');
    for (const { id, relation } of hub?.baseModels ?? []) relations.set(stepOf(name, id), relation);
  }
  return relations;
}

/** Whether nothing but hints says that a part of the way is one. */
export function isGuessed(path: readonly string[], relations: LineageSteps): boolean {
  return path.some((name, index) => relations.get(stepOf(path[index - 1] ?? '', name)) === PERHAPS);
}

/** From the component to whose terms they are. Behind each ancestor stands how the one before comes from it, where that is known. */
export function pathPhrase(path: readonly string[], relations: LineageSteps): Phrase {
  const steps = path.map((name, index): Phrase => {
    const relation = relations.get(stepOf(path[index - 1] ?? '', name));
    return relation === undefined ? [code(name)] : [code(name), plain(` (${relation})`)];
  });
  return joined(steps, ' ← ');
}
