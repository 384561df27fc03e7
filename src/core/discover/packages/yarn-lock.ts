/** yarn.lock: the form of Yarn 1, and that of later ones. */
import { npm } from '../../ecosystems/npm/index.ts';
import { type LockedPackage, lockfile } from './lockfile.ts';
import { numberedLines } from './stated/stated.ts';

export const yarnLockDetector = lockfile({
  id: 'yarn-lock',
  version: 1,
  names: ['yarn.lock'],
  about: {
    title: 'Packages in yarn.lock',
    motivation: 'The lock is the exact list of what a Node.js product installs.',
    decides:
      'Every entry with its real name (aliases resolved), version, address and, in the form of Yarn 1, integrity. The checksums of later forms are of archives that Yarn makes itself, and prove nothing about the registry. Workspace members and folders are left out.',
    remedy: 'Run "yarn install" and commit the lock.',
    serves: 'CRA Annex I Part II (1)',
  },
  example: {
    path: 'yarn.lock',
    source: `# yarn lockfile v1


"@scope/real@^1.2.0", "@scope/real@^1.2.3":
  version "1.2.3"
  resolved "https://registry.example/@scope/real/-/real-1.2.3.tgz#0123"
  integrity sha512-${'A'.repeat(86)}==

openai@^5.0.0:
  version "5.0.0"
  resolved "https://registry.example/openai/-/openai-5.0.0.tgz#0123"
  integrity sha512-${'B'.repeat(86)}==
`,
    gives: [
      { name: '@scope/real', version: '1.2.3', line: 4, integrity: [`sha512-${'A'.repeat(86)}==`] },
      { name: 'openai', version: '5.0.0', line: 9 },
    ],
  },
  read: readYarnLock,
});

/** Up to the first specifier: "a@^1", "a@npm:^1", "alias@npm:real@^1". */
const HEADER = /^"?((?:@[\w.~-]{1,100}\/)?[\w.~-]{1,214})@([^",]{0,500})/;
const ALIASED = /^npm:((?:@[\w.~-]{1,100}\/)?[\w.~-]{1,214})@/;
const FIELD = /^ {2}(version|resolved|resolution|integrity):? "?([^"\n]{1,2000}?)"?$/;

interface Entry {
  readonly name: string;
  readonly asked: string;
  readonly line: number;
  readonly fields: Map<string, string>;
}

function* readYarnLock(text: string): Generator<LockedPackage> {
  let entry: Entry | null = null;
  for (const [line, number] of numberedLines(text)) {
    const [, field, value] = FIELD.exec(line) ?? [];
    if (field !== undefined && value !== undefined) entry?.fields.set(field, value);
    if (line === '' || line.startsWith(' ') || line.startsWith('#')) continue;
    if (entry !== null) yield* packageOf(entry);
    const [, name, asked = ''] = HEADER.exec(line) ?? [];
    entry = name === undefined ? null : { name: ALIASED.exec(asked)?.[1] ?? name, asked, line: number, fields: new Map() };
  }
  if (entry !== null) yield* packageOf(entry);
}

function* packageOf({ name, asked, line, fields }: Entry): Generator<LockedPackage> {
  const [version, resolved, integrity] = [fields.get('version'), fields.get('resolved'), fields.get('integrity')];
  const resolution = fields.get('resolution') ?? '';
  if (version === undefined || /^(?:workspace|link|portal|file|patch):/.test(asked) || resolution.includes('@workspace:')) return;
  const address = resolved ?? (/@(?:https?|git|ssh)/.test(resolution) ? resolution.slice(resolution.indexOf('@', 1) + 1) : '');
  yield {
    kind: 'locked',
    ecosystem: npm,
    name,
    version,
    integrity: integrity === undefined ? [] : [integrity],
    ...(resolved === undefined ? { unhashed: true } : {}),
    source: address === '' ? { source: 'registry', location: null } : npm.sourceOf(name, address.replace(/(?<=\.tgz)#[0-9a-f]{0,40}$/, '')),
    group: 'runtime',
    license: null,
    at: { line, column: 1 },
  };
}
