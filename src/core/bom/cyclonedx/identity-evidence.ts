/** How sure name and version of a component are, and by what they were read (CycloneDX `evidence.identity`, since 1.5; as a list since 1.6). */
import type { BomComponent, How, Sighting } from '../../model/index.ts';
import { asPull, asRead } from '../../model/sighting.ts';
import { visible } from '../../base/visible-text.ts';
import type { IdentityEvidence, IdentityMethod } from './document.ts';
import { identityFields } from './identity.ts';

/** From 0 to 1. What stands as text in the code is sure; what a caller or the environment may replace is a guess. */
const CONFIDENCE: Readonly<Record<How, number>> = {
  literal: 0.9,
  constant: 0.9,
  imported: 0.8,
  elsewhere: 0.5,
  parameter: 0.5,
  environment: 0.4,
  unresolved: 0,
};

/** Evidence for the name, and for the version where the component has one. Empty for what has no place in the tree. */
export function identityEvidenceOf(component: BomComponent): IdentityEvidence[] {
  const { name, version } = identityFields(component);
  const names = methodsOf(
    component.sightings.map((sighting) => methodOf(sighting, asRead(sighting)?.how ?? 'literal', name)),
    confirmed(component, name, 'source'),
  );
  const stated = component.sightings.filter(({ requested }) => requested !== null);
  const versions =
    version === undefined
      ? []
      : methodsOf(
          stated.map((sighting) => methodOf(sighting, asPull(sighting)?.revisionHow ?? 'literal', version)),
          confirmed(component, version, 'revision'),
        );
  return [evidence('name', name, names), evidence('version', version ?? '', versions)].flatMap((one) => one ?? []);
}

function evidence(field: 'name' | 'version', concludedValue: string, methods: readonly IdentityMethod[]): IdentityEvidence | null {
  if (methods.length === 0) return null;
  return { field, confidence: Math.max(...methods.map(({ confidence }) => confidence)), concludedValue, methods };
}

function methodOf(sighting: Sighting, how: How, value: string): IdentityMethod {
  // A lock records what an installer gets, a manifest what it is asked for.
  if (sighting.type === 'package') return { technique: 'manifest-analysis', confidence: sighting.package.from === 'lock' ? 1 : 0.8, value };
  if (sighting.type === 'weights') return { technique: 'hash-comparison', confidence: 1, value };
  // What a person states, no code shows.
  if (asRead(sighting)?.declared?.says === 'names') return { technique: 'other', confidence: 0.5, value };
  return { technique: 'source-code-analysis', confidence: CONFIDENCE[how], value };
}

/** The hub itself was asked, and says so. */
function confirmed({ verifications }: BomComponent, value: string, topic: 'source' | 'revision'): IdentityMethod[] {
  const passed = verifications.some((one) => one.topic === topic && one.outcome === 'passed' && one.by === 'hub');
  return passed ? [{ technique: 'attestation', confidence: 1, value }] : [];
}

/** Each technique once, with the surest confidence. */
function methodsOf(methods: readonly IdentityMethod[], more: readonly IdentityMethod[]): IdentityMethod[] {
  const best = new Map<string, IdentityMethod>();
  for (const method of [...methods, ...more]) {
    const before = best.get(method.technique);
    if (before === undefined || before.confidence < method.confidence)
      best.set(method.technique, { ...method, value: visible(method.value) });
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || (a.technique < b.technique ? -1 : 1));
}
