/** Two commits of a real repository, judged in this process as the doors do it. Nobody is asked but the hub that a test gives. */
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import {
  check,
  createEvidence,
  detectors,
  effectivePolicy,
  hubSettings,
  type KeptStore,
  loadPolicy,
  memoryCache,
  openKept,
  openPorts,
  openRepository,
  rules,
} from '../../src/core/index.ts';
import type { JudgedFinding, Tree } from '../../src/core/model/index.ts';
import { lacking } from '../../src/core/decide/asks.ts';
import { decide } from '../../src/core/decide/decide.ts';
import { packDossier, type PackedDossier, unpackDossier } from '../../src/core/decide/pack.ts';
import type { CheckResult } from '../../src/core/pipeline.ts';
import type { Discovery } from '../../src/core/survey/discovery.ts';
import { discoverWhole } from '../../src/core/survey/whole.ts';
import { parsers } from './threads.ts';
import type { TrustRoot } from '../../src/core/verify/sigstore/trust-root.ts';
import { makeRepository, type TestRepository } from './repo.ts';
import { REGISTRIES_OFF } from './registries-off.ts';

/** A text, bytes, a link, or null for a file that goes. */
export type Files = Readonly<Record<string, string | Uint8Array | { readonly link: string } | null>>;

export const PINNED = 'version: 1\nrules:\n  model/provenance: { level: block, require: pinned }\n';

export interface Checking {
  /** `head` is put over `base`. Where nobody is named the run is offline. */
  check(base: Files, head: Files, options?: CheckingOptions): Promise<CheckResult>;
  repository(base: Files): TestRepository;
}

export interface CheckingOptions extends World {
  readonly policy?: string;
  /** Put into the folder after the commits, as installers do. What is told about is looked at there, and in the cache of npm that is given. */
  readonly disk?: (folder: string) => void;
  readonly npmCache?: string;
}

/** Whom a run may ask, and what it trusts. */
export interface World {
  /** Address of a hub. */
  readonly hub?: string;
  /** Address of an API of GitHub. */
  readonly github?: string;
  /** Where the service of advisories is. */
  readonly osv?: string;
  /** Variables that name registries. */
  readonly registries?: Readonly<Record<string, string>>;
  readonly trustRoot?: TrustRoot;
  readonly now?: Date;
  readonly installed?: Parameters<typeof openPorts>[0]['installed'];
}

const NOW = new Date('2026-11-24T12:00:00Z');

/** Everything made with it is gone after each test of the file that calls this. */
export function checking(): Checking {
  const disposals: (() => void)[] = [];
  afterEach(() => {
    for (const dispose of disposals.splice(0)) dispose();
  });
  function repository(base: Files): TestRepository {
    const made = makeRepository();
    disposals.push(() => made.dispose());
    put(made, base);
    made.commit();
    return made;
  }
  return {
    repository,
    async check(base, head, { policy = 'version: 1\n', disk, npmCache, ...world } = {}) {
      const made = repository(base);
      const before = made.git('rev-parse', 'HEAD');
      put(made, head);
      const after = made.commit();
      disk?.(made.folder);
      const opened = await openRepository(made.folder);
      const commit = async (): Promise<Tree> => opened.tree(await opened.resolve('HEAD'), 'checkout', null);
      const installed = disk === undefined ? {} : { installed: { directory: made.folder, commit, npmCache: npmCache ?? null } };
      try {
        return await withPorts({ ...world, ...installed }, async (ports) => {
          const input = {
            base: opened.tree(before, 'main', before),
            head: opened.tree(after, 'feature', after),
            subject: { name: 'product', version: after },
            policy: effectivePolicy([loadPolicy(policy, 'weighbridge.yml', rules)], rules),
            review: { changes: [], mistakes: [] },
            notes: [],
          };
          const file = join(made.folder, '.git', 'kept.sqlite');
          const whole = await keeping(file, (kept) => check({ ...input, kept }, ports));
          // Whatever way in: what only follows the change says the same.
          const followed = await keeping(file, (kept) => check({ ...input, kept }, ports));
          expect(said(followed)).toEqual(said(whole));
          // And so does what is kept of it, judged once more.
          const kept = unpackDossier(JSON.parse(JSON.stringify(await packDossier(whole.dossier))) as PackedDossier);
          const { policy: same, review, notes } = input;
          expect(lacking(kept, same, rules, ports.now)).toEqual([]);
          expect(await decide(kept, { policy: same, rules, review, approvals: [], notes, now: ports.now })).toEqual(said(whole));
          // And so does what describes and judges also the libraries that the change leaves alone.
          expect(said(await keeping(file, (store) => check({ ...input, kept: store, whole: true }, ports)))).toEqual(said(whole));
          return whole;
        });
      } finally {
        await opened.close();
      }
    },
  };
}

function said({ verdict, bom }: CheckResult): Pick<CheckResult, 'verdict' | 'bom'> {
  return { verdict, bom };
}

async function keeping<T>(file: string, work: (kept: KeptStore) => Promise<T>): Promise<T> {
  const kept = await openKept(file, 'test');
  if (kept === null) throw new Error('there is no SQLite');
  try {
    return await work(kept);
  } finally {
    kept.close();
  }
}

/** What one tree holds, whichever door it comes from. */
export function discovered(tree: Tree): Promise<Discovery> {
  return withPorts({}, (ports) => discoverWhole(tree, ports));
}

async function withPorts<T>(
  { hub, github, osv, registries, trustRoot, now = NOW, installed }: World,
  work: (ports: ReturnType<typeof openPorts>['ports']) => Promise<T>,
): Promise<T> {
  const forge = github === undefined ? {} : { GITHUB_API_URL: github, GITHUB_TOKEN: 'ghs_abcdefghijklmnop' };
  const { ports, close } = openPorts({
    parsers,
    detectors,
    cache: memoryCache(),
    evidence: createEvidence(),
    hub: hubSettings(
      { ...REGISTRIES_OFF, ...registries, ...forge, ...(osv === undefined ? {} : { OSV_URL: osv }) },
      { hubUrl: hub ?? null },
    ),
    offline: [hub, github, osv, registries].every((one) => one === undefined),
    now,
    ...(trustRoot === undefined ? {} : { trustRoot }),
    ...(installed === undefined ? {} : { installed }),
    progress: () => undefined,
  });
  try {
    return await work(ports);
  } finally {
    await close();
  }
}

function put(made: TestRepository, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    made.remove(path);
    if (content !== null && typeof content === 'object' && 'link' in content) made.link(path, content.link);
    else if (content !== null) made.write(path, content);
  }
}

/** "new! tree/hidden app/a.py": status, "!" where it refuses the merge, rule, places. */
export function told({ verdict }: CheckResult, rule?: string): string[] {
  return verdict.findings.filter(({ finding }) => rule === undefined || finding.rule === rule).map(tell);
}

function tell({ finding, status, blocks }: JudgedFinding): string {
  return `${status}${blocks ? '!' : ''} ${finding.rule} ${finding.places.map(({ path }) => path).join(' ')}`;
}
