/** One repository → its libraries with what their locks state, and what the built-in policy says of each. */
import {
  createEvidence,
  detectors,
  effectivePolicy,
  hubSettings,
  loadPolicy,
  memoryCache,
  openPorts,
  openRepository,
  type Parsers,
  rules,
  scan,
} from '../../../src/core/index.ts';
import { concludeLicense } from '../../../src/core/license/conclude.ts';
import { coveringLicenses } from '../../../src/core/license/own/covering.ts';
import type { Bom, BomComponent } from '../../../src/core/model/index.ts';
import { judge } from '../../../src/core/policy/judge.ts';
import { REGISTRIES_OFF } from '../../support/registries-off.ts';

export interface ScannedProject {
  readonly name: string;
  /** Its clone. */
  readonly folder: string;
  readonly bom: Bom;
}

/** A license that is not simply known, or that a rule speaks of. */
export interface LicenseLine {
  readonly project: string;
  readonly library: string;
  readonly scope: string;
  readonly stated: string;
  readonly concluded: string | null;
  readonly unknown: string | null;
  readonly findings: readonly string[];
}

export interface JudgedProject {
  readonly project: string;
  readonly own: string;
  readonly libraries: number;
  readonly stated: number;
  readonly unknown: number;
  readonly refused: number;
  readonly asked: number;
  readonly lines: readonly LicenseLine[];
}

const NOW = new Date('2026-11-24T12:00:00Z');

export async function scannedProject(name: string, folder: string, parsers: Parsers): Promise<ScannedProject> {
  const repository = await openRepository(folder);
  const { ports, close } = openPorts({
    parsers,
    detectors,
    cache: memoryCache(),
    evidence: createEvidence(),
    hub: hubSettings(REGISTRIES_OFF, { hubUrl: null }),
    offline: true,
    budget: Number.POSITIVE_INFINITY,
    now: NOW,
    progress: () => undefined,
  });
  try {
    const commit = await repository.resolve('HEAD');
    const { bom } = await scan(repository.tree(commit, 'HEAD', commit), { name, version: commit }, policyFor([]), [], ports);
    return { name, folder, bom };
  } finally {
    await close();
    await repository.close();
  }
}

function policyFor(use: readonly string[]): ReturnType<typeof effectivePolicy> {
  const text = `version: 1\n${use.length === 0 ? '' : `product: { use: [${use.join(', ')}] }\n`}`;
  return effectivePolicy([loadPolicy(text, 'weighbridge.yml', rules)], rules);
}

export function librariesIn({ components }: Bom): readonly BomComponent[] {
  return components.filter(({ kind, version }) => kind === 'library' && version !== null);
}

/** By key, what some lock states of that version. */
export function statedIn(libraries: readonly BomComponent[]): ReadonlyMap<string, BomComponent['claims']> {
  return new Map(libraries.flatMap(({ key, claims }) => (claims.length === 0 ? [] : [[key, claims] as const])));
}

export function judgedLibraries(
  { name, bom }: ScannedProject,
  stated: ReadonlyMap<string, BomComponent['claims']>,
  use: readonly string[],
): JudgedProject {
  const components = bom.components.map((one) => {
    const claims = one.claims.length > 0 ? one.claims : (stated.get(one.key) ?? []);
    return claims === one.claims ? one : { ...one, claims, license: concludeLicense(claims) };
  });
  const whole = { ...bom, components };
  const found = judge({ policy: policyFor(use), rules, bom: whole, changes: [], policyChanges: [], now: NOW });
  const about = Map.groupBy(
    found.filter(({ rule, kind }) => rule.startsWith('license/') && kind === 'library'),
    ({ component }) => component,
  );
  const libraries = librariesIn(whole);
  const known = libraries.filter(({ claims }) => claims.length > 0);
  const lines = known.flatMap(({ key, identity, sightings, claims, license }): LicenseLine[] => {
    const findings = (about.get(identity) ?? []).map(({ rule, level, gap, reason }) => `${level} ${rule} ${gap}: ${reason}`);
    if (license.unknown === null && findings.length === 0) return [];
    const scope = sightings.some((one) => one.scope === 'product') ? 'product' : (sightings[0]?.scope ?? 'product');
    const texts = [...new Set(claims.map(({ text }) => text))];
    return [
      { project: name, library: key, scope, stated: texts.join(' | '), concluded: license.expression, unknown: license.unknown, findings },
    ];
  });
  const own = coveringLicenses('', bom.ownLicenses ?? []).map(({ expression }) => expression ?? 'not recognized');
  return {
    project: name,
    own: own.length === 0 ? 'not stated' : [...new Set(own)].join(' and '),
    libraries: libraries.length,
    stated: known.length,
    unknown: known.filter(({ license }) => license.unknown !== null).length,
    refused: lines.filter(({ findings }) => findings.some((one) => one.startsWith('block '))).length,
    asked: lines.filter(({ findings }) => findings.some((one) => one.startsWith('warn '))).length,
    lines,
  };
}
