/** The nodes of a workflow or of an action's own file → what they run. Aliases are read through (T35); what they unfold is counted (T39). */
import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import type { At, Fact } from '../../../model/index.ts';
import type { PlacedFile } from '../../languages/shell/mapped.ts';
import type { References, YamlField } from '../../configs/yaml/references.ts';
import { imageUsed, type Used, usedBy } from './uses.ts';

/** The facts of one document. null: its aliases stand for more than is read. */
export function usesIn(root: Node | null, references: References, file: PlacedFile): Fact[] | null {
  const facts: Fact[] = [];
  const top = fieldsOf(root);
  for (const jobs of valuesOf(top, 'jobs')) for (const { value } of fieldsOf(jobs)) readJob(fieldsOf(value));
  for (const runs of valuesOf(top, 'runs')) readRuns(fieldsOf(runs));
  return references.exhausted ? null : facts;

  function readJob(job: readonly YamlField[]): void {
    for (const node of valuesOf(job, 'uses')) told(node, usedBy);
    for (const node of valuesOf(job, 'container')) readImage(node, 'container', job);
    for (const services of valuesOf(job, 'services'))
      for (const { value } of fieldsOf(services)) readImage(references.target(value), 'service', job);
    readSteps(job);
  }

  function readSteps(owner: readonly YamlField[]): void {
    for (const steps of valuesOf(owner, 'steps'))
      for (const step of itemsOf(steps)) for (const node of valuesOf(fieldsOf(step), 'uses')) told(node, usedBy);
  }

  /** A composite action has steps; one that is an image names it, or the Dockerfile beside it. */
  function readRuns(runs: readonly YamlField[]): void {
    readSteps(runs);
    for (const node of valuesOf(runs, 'image')) if (isScalar(node) && String(node.value).startsWith('docker://')) told(node, usedBy);
  }

  /** `image: ${{ matrix.image }}`: the values that the job itself lists. */
  function readImage(node: Node | null, api: string, job: readonly YamlField[]): void {
    const named = isMap(node) ? valuesOf(fieldsOf(node), 'image') : [node];
    for (const one of named) {
      const key = isScalar(one) ? /^\$\{\{\s{0,10}matrix\.([\w-]{1,100})\s{0,10}\}\}$/.exec(String(one.value).trim())?.[1] : undefined;
      const listed = key === undefined ? [] : matrixValues(job, key);
      for (const value of listed.length === 0 ? [one] : listed) told(value, (text, at) => imageUsed(text, api, at));
    }
  }

  function matrixValues(job: readonly YamlField[], key: string): Node[] {
    const matrices = valuesOf(job, 'strategy').flatMap((strategy) => valuesOf(fieldsOf(strategy), 'matrix'));
    return matrices.flatMap((matrix) => {
      const own = valuesOf(fieldsOf(matrix), key).flatMap(itemsOf);
      const included = valuesOf(fieldsOf(matrix), 'include').flatMap((list) =>
        itemsOf(list).flatMap((one) => valuesOf(fieldsOf(one), key)),
      );
      return [...own, ...included].filter((one) => isScalar(one));
    });
  }

  function told(node: Node | null, read: (text: string, at: At) => Used): void {
    if (!isScalar(node) || !references.step()) return;
    const at = file.at((node as Scalar).range?.[0] ?? 0);
    const used = read(String(node.value), at);
    if (used === 'computed')
      facts.push({
        kind: 'problem',
        code: 'unsupported',
        message: 'it runs an action or image whose name is computed',
        quiet: true,
        ...at,
      });
    else if (used !== 'own') facts.push(used);
  }

  function fieldsOf(node: Node | null): readonly YamlField[] {
    const map = references.target(node);
    if (!isMap(map)) return [];
    const fields = references.fields(map);
    return references.lookOver(fields.length) ? fields : [];
  }

  /** Of equal keys all: which one counts is the reader's choice. */
  function valuesOf(fields: readonly YamlField[], name: string): Node[] {
    return fields.flatMap((field) => (field.name === name ? (references.target(field.value) ?? []) : []));
  }

  function itemsOf(node: Node): Node[] {
    if (!isSeq<Node | null>(node) || !references.lookOver(node.items.length)) return [];
    return node.items.flatMap((item) => references.target(item) ?? []);
  }
}
