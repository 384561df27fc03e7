/** What `weighbridge why` prints: one component, every place, every proof. Plain text, hostile names made visible (T22). */
import type { Bom, BomComponent, Verdict } from '../model/index.ts';
import { asRead } from '../model/sighting.ts';
import { rungOf } from '../policy/rung.ts';
import type { Ref } from '../ref/index.ts';
import { formatRef, identityOf } from '../ref/format.ts';
import { visible } from '../base/visible-text.ts';

export function describeComponent(ref: Ref, result: { readonly verdict: Verdict; readonly bom: Bom }): string {
  const identity = identityOf({ ...ref, version: null });
  const components = result.bom.components.filter(
    (component) =>
      component.identity === identity && (ref.version === null || component.version === ref.version || component.requested === ref.version),
  );
  if (components.length === 0) return `${formatRef(ref)} is not named in ${visible(result.verdict.head.label)}.\n`;
  const findings = result.verdict.findings.filter((judged) => judged.finding.component === identity);
  const lines = components.flatMap((component) => block(component));
  for (const { finding } of findings)
    lines.push(`  finding (level ${finding.level}) ${finding.rule}: ${visible(finding.reason)} (${finding.id})`);
  return `${lines.join('\n')}\n`;
}

function block(component: BomComponent): string[] {
  const version = component.version ?? component.requested ?? 'no version';
  const lines = [`${component.kind} ${visible(component.name)} ${visible(version)}`];
  for (const sighting of component.sightings) {
    const { how: read } = asRead(sighting) ?? { how: 'literal' };
    const how = read === 'literal' ? '' : `, name read from: ${read}`;
    lines.push(
      `  at      ${visible(sighting.place.path)}:${sighting.place.line}:${sighting.place.column} by ${visible(sighting.api)} (${sighting.scope}${how})`,
    );
  }
  lines.push(`  license ${visible(component.license.expression ?? component.license.unknown ?? 'not known')}`);
  if (component.kind === 'model' || component.kind === 'dataset') lines.push(`  provenance ${rungOf(component).rung}`);
  for (const base of component.hub?.baseModels ?? []) lines.push(`  built on ${visible(base.id)} (${base.relation})`);
  for (const check of component.verifications) lines.push(`  ${check.outcome.padEnd(14)} ${check.topic}: ${visible(check.detail)}`);
  if (component.resolution.state === 'unresolved')
    lines.push(`  unresolved     ${component.resolution.reason}: ${visible(component.resolution.detail)}`);
  return lines;
}
