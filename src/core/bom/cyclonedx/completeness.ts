/** Who depends on whom, and how complete that is. */
import type { Bom, BomComponent, Problem } from '../../model/index.ts';
import { packageOf } from '../../model/sighting.ts';
import { distinct } from '../order.ts';
import { packageEdges } from '../package-edges.ts';
import type { CdxDependency, Composition, Property } from './document.ts';
import { isMentioned } from '../../model/mentioned.ts';
import { property } from './properties.ts';
import type { BomRefs } from './refs.ts';

/**
 * One entry for every ref. The root depends on whatever the tree names by itself, and on what nothing else leads to: of a lockfile on what no other
 * entry needs, and on what a manifest names beside it.
 */
export function dependenciesOf(bom: Bom, refs: BomRefs): CdxDependency[] {
  const packages = packageEdges(bom);
  const needed = new Set(packages.map(({ to }) => to));
  const targets = new Set(bom.dependencies.map(({ to }) => to));
  const { components } = bom;
  const top = components.filter((component) =>
    needed.has(component.key) ? isNamed(component) : component.sightings.length > 0 || !targets.has(component.key),
  );
  const edges = Map.groupBy([...bom.dependencies, ...packages], ({ from }) => from);
  const entry = (ref: string, on: readonly string[]): CdxDependency => {
    const dependsOn = distinct(on).filter((other) => other !== ref);
    return { ref, ...(dependsOn.length === 0 ? {} : { dependsOn }) };
  };
  return [
    entry(refs.root, top.map(refs.of)),
    ...components.map((component) =>
      entry(
        refs.of(component),
        (edges.get(component.key) ?? []).flatMap(({ to }) => refs.byKey(to)),
      ),
    ),
  ];
}

/** By a manifest, or by anything else than a lock. */
function isNamed({ sightings }: BomComponent): boolean {
  return sightings.some((one) => packageOf(one)?.from !== 'lock');
}

/**
 * Never "complete": code can hide a load from any reader (T10). "incomplete" when it is known that something could not be read or
 * resolved; the unresolved components stand beside the root, and what cannot even be named in annotations. What models and packages consist of further is "unknown".
 */
export function compositionsOf(bom: Bom, refs: BomRefs): Composition[] {
  const { components } = bom;
  const unresolved = components.filter(({ resolution }) => resolution.state === 'unresolved').map(refs.of);
  const lacking = bom.problems.length > 0 || unresolved.length > 0 || bom.unknowns.length > 0;
  const aggregate = lacking ? 'incomplete' : 'unknown';
  const root: Composition = { aggregate, assemblies: [refs.root, ...distinct(unresolved)], dependencies: [refs.root] };
  const others = distinct(components.map(refs.of));
  return others.length === 0 ? [root] : [root, { aggregate: 'unknown', dependencies: others }];
}

/** What was partial, because compositions have no words: one property for each problem, with its place. */
export function partialProperties(problems: readonly Problem[]): Property[] {
  return distinct(problems.map(({ path, line, code, message }) => `${path}:${line}: ${code}: ${message}`)).map((text) =>
    property('partial', text),
  );
}

/** What tests alone name, as data: no component, and not hidden either. */
export function mentionProperties({ components }: Bom): Property[] {
  const named = components
    .filter(isMentioned)
    .flatMap(({ name, kind, sightings: [first] }) => (first === undefined ? [] : [{ name, kind, first }]));
  return distinct(named.map(({ name, kind, first }) => `${kind} ${name}: ${first.place.path}:${first.place.line}`)).map((text) =>
    property('named-only', text),
  );
}
