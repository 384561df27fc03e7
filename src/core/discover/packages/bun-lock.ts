/** bun.lock, the text form. */
import { npm } from '../../ecosystems/npm/index.ts';
import type { ProblemFact } from '../../model/index.ts';
import { readJsonDatum } from '../datum/json.ts';
import { inMap } from '../datum/datum.ts';
import { problemFact } from '../text-input.ts';
import { type LockedPackage, lockfile } from './lockfile.ts';

export const bunLockDetector = lockfile({
  id: 'bun-lock',
  version: 1,
  names: ['bun.lock'],
  about: {
    title: 'Packages in bun.lock',
    motivation: 'The lock is the exact list of what a Bun product installs.',
    decides:
      'Every entry of "packages" with its real name, version and integrity. Workspace members and folders are left out. The binary form, bun.lockb, is not read.',
    remedy: 'Run "bun install --save-text-lockfile" and commit bun.lock.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'bun.lock',
    source: `{
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "app", "dependencies": { "openai": "^5.0.0" } } },
  "packages": {
    "openai": ["openai@5.0.0", "", {}, "sha512-${'A'.repeat(86)}=="],
    "a": ["@scope/a@github:o/r#0123456", {}, "o-r-0123456"],
    "member": ["member@workspace:packages/member"],
  }
}
`,
    gives: [
      { name: 'openai', version: '5.0.0', line: 5, integrity: [`sha512-${'A'.repeat(86)}==`] },
      { name: '@scope/a', version: null, line: 6, source: 'git' },
    ],
  },
  read: readBunLock,
});

const ENTRY = /^((?:@[\w.~-]{1,100}\/)?[\w.~-]{1,214})@(.{1,1000})$/;

function* readBunLock(text: string): Generator<LockedPackage | ProblemFact> {
  const { roots, whole } = readJsonDatum(text);
  if (!whole)
    yield problemFact('syntax', 'not JSON with comments as Bun writes it; what stands behind the fault was not read', {
      line: 1,
      column: 1,
    });
  const packages = inMap(roots[0], 'packages');
  if (packages?.kind !== 'map') return;
  for (const { value, at } of packages.entries) {
    const texts = value.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'text' ? [item.text] : [])) : [];
    const [, name, what = ''] = ENTRY.exec(texts[0] ?? '') ?? [];
    if (name === undefined || /^(?:workspace|link|file|root):/.test(what)) continue;
    const isVersion = /^\d/.test(what);
    yield {
      kind: 'locked',
      ecosystem: npm,
      name,
      version: isVersion ? what : null,
      integrity: texts.slice(1).filter((one) => one.startsWith('sha')),
      source: isVersion ? { source: 'registry', location: null } : npm.sourceOf(name, what),
      group: 'runtime',
      license: null,
      at,
    };
  }
}
