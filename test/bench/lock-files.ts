/** Lockfiles of any size, as npm and uv write them, for the benchmark. */

export interface LockKind {
  readonly path: string;
  /** `changed`: how many of its entries are of another version than in the file with none. */
  text(this: void, entries: number, changed: number): string;
}

export const LOCK_KINDS: readonly LockKind[] = [
  { path: 'package-lock.json', text: packageLock },
  { path: 'uv.lock', text: uvLock },
];

/** Each so many entries apart one is changed. */
const APART = 97;

function versionOf(index: number, changed: number): string {
  return `${1 + (index % 7)}.${index % 13}.${index % APART === 1 && index / APART < changed ? 1 : 0}`;
}

/** Digits of any length that look like a hash and are the same in each run. */
function digits(seed: string, length: number): string {
  let state = 7;
  for (const letter of seed) state = (state * 31 + letter.charCodeAt(0)) % 2_147_483_647;
  let text = '';
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    text += state.toString(16).padStart(8, '0');
  }
  return text.slice(0, length);
}

function packageLock(entries: number, changed: number): string {
  const packages: Record<string, unknown> = {
    '': { name: 'product', version: '1.0.0', dependencies: { 'package-0': '^1.0.0' } },
  };
  for (let index = 0; index < entries; index++) {
    const name = index % 5 === 0 ? `@scope-${index % 40}/package-${index}` : `package-${index}`;
    const version = versionOf(index, changed);
    packages[`node_modules/${name}`] = {
      version,
      resolved: `https://registry.example/${name}/-/package-${index}-${version}.tgz`,
      integrity: `sha512-${Buffer.from(digits(`${name}@${version}`, 128), 'hex').toString('base64')}`,
      ...(index % 3 === 0 ? { dev: true } : {}),
      license: index % 11 === 0 ? 'ISC' : 'MIT',
      dependencies: { [`package-${index + 1}`]: '^1.0.0', [`package-${index + 2}`]: '^1.0.0' },
    };
  }
  return `${JSON.stringify({ name: 'product', version: '1.0.0', lockfileVersion: 3, requires: true, packages }, null, 2)}\n`;
}

function uvLock(entries: number, changed: number): string {
  const parts = [
    'version = 1\nrequires-python = ">=3.12"\n',
    '[[package]]\nname = "product"\nversion = "1.0.0"\nsource = { editable = "." }\ndependencies = [{ name = "package-0" }]\n',
  ];
  for (let index = 0; index < entries; index++) {
    const version = versionOf(index, changed);
    const file = (ending: string): string =>
      `{ url = "https://files.example/packages/${digits(`${index}${ending}`, 60)}/package_${index}-${version}${ending}", hash = "sha256:${digits(`${index}@${version}${ending}`, 64)}", size = ${1000 + index} }`;
    parts.push(
      `[[package]]\nname = "package-${index}"\nversion = "${version}"\nsource = { registry = "https://index.example/simple" }\n` +
        `dependencies = [\n    { name = "package-${index + 1}" },\n    { name = "package-${index + 2}" },\n]\n` +
        `sdist = ${file('.tar.gz')}\nwheels = [\n    ${file('-cp312-linux.whl')},\n    ${file('-cp313-linux.whl')},\n]\n`,
    );
  }
  return parts.join('\n');
}
