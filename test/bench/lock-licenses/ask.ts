/**
 * What the registries of Python, Rust and Go say of the packages of a lock, by the clients that people install with, as they are set up on the
 * machine: `pip`, `cargo` and `go`. Nothing of a package is run. Kept in a folder, so that a second run asks nobody.
 */
import { execFileSync, type ExecFileSyncOptionsWithStringEncoding, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pypiMetadata } from '../../../src/core/ecosystems/pypi/metadata.ts';
import { recognizeText } from '../../../src/core/license/text/recognize.ts';
import type { BomComponent, LicenseClaim } from '../../../src/core/model/index.ts';

type Claims = ReadonlyMap<string, readonly LicenseClaim[]>;

const ASKED = { pypi: askPip, cargo: askCargo, golang: askGo } as const satisfies Record<
  string,
  (names: readonly Named[], at: Asked) => Texts
>;

interface Named {
  readonly key: string;
  /** As the client takes it: "torch", "golang.org/x/net". */
  readonly name: string;
  readonly version: string;
}

/** By key. null: the client has no statement of it. */
type Texts = Record<string, string | null>;

interface Asked {
  /** The clone whose lock it is. */
  readonly folder: string;
  readonly scratch: string;
}

export function askedLicenses(folder: string, project: string, libraries: readonly BomComponent[], kept: string): Claims {
  const file = join(kept, `${project.replaceAll('/', '+')}.json`);
  if (!existsSync(file)) {
    mkdirSync(kept, { recursive: true });
    const scratch = mkdtempSync(join(tmpdir(), 'lock-licenses-'));
    try {
      const texts = Object.entries(ASKED).map(([type, ask]) => {
        const names = libraries.flatMap((one) => (one.ref.type === type ? named(one) : []));
        return names.length === 0 ? {} : ask(names, { folder, scratch });
      });
      writeFileSync(file, JSON.stringify(Object.assign({}, ...texts)));
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Texts;
  return new Map(
    Object.entries(texts).flatMap(([key, text]) => (text === null ? [] : [[key, [{ from: 'package', text, name: null, link: null }]]])),
  );
}

function named({ key, ref, version }: BomComponent): Named[] {
  if (version === null) return [];
  return [{ key, name: ref.namespace === null ? ref.name : `${ref.namespace}/${ref.name}`, version }];
}

const OPTIONS: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', maxBuffer: 1 << 29, stdio: ['ignore', 'pipe', 'ignore'] };

/** Wheels alone: to learn what a source archive says, its code would have to run. Of most an index hands out the metadata by itself. */
function askPip(names: readonly Named[], { scratch }: Asked): Texts {
  const found: Texts = Object.fromEntries(names.map(({ key }) => [key, null]));
  const report = join(scratch, 'report.json');
  const flags = ['--dry-run', '--ignore-installed', '--no-deps', '--only-binary=:all:', '--python-version=3.12', '--quiet'];
  const ask = (some: readonly Named[]): void => {
    if (some.length === 0) return;
    const wanted = some.map(({ name, version }) => `${name}==${version}`);
    const { stderr, status } = spawnSync(
      'pip',
      ['install', ...flags, `--target=${join(scratch, 'none')}`, `--report=${report}`, ...wanted],
      {
        encoding: 'utf8',
      },
    );
    if (status !== 0) {
      // One that is not to be had fails all that are asked with it.
      const missing = /No matching distribution found for ([\w.-]+)/.exec(stderr)?.[1];
      const others = missing === undefined ? [] : some.filter(({ name }) => plain(name) !== plain(missing));
      if (others.length < some.length) ask(others);
      return;
    }
    const { install } = JSON.parse(readFileSync(report, 'utf8')) as { readonly install: readonly { readonly metadata: PipMetadata }[] };
    const stated = new Map(install.map(({ metadata }) => [plain(metadata.name), licenseIn(metadata)]));
    for (const { key, name } of some) found[key] = stated.get(plain(name)) ?? null;
  };
  // A lock may have several versions of one package, and pip takes one at a time.
  const rounds: Named[][] = [];
  for (const versions of Map.groupBy(names, ({ name }) => plain(name)).values())
    for (const [index, one] of versions.entries()) (rounds[index] ??= []).push(one);
  for (const round of rounds) ask(round);
  return found;
}

interface PipMetadata {
  readonly name: string;
  readonly license?: string;
  readonly license_expression?: string;
  readonly classifier?: readonly string[];
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}

function licenseIn({ license, license_expression: expression, classifier = [] }: PipMetadata): string | null {
  const nobody = { summary: null, author: null, maintainer: null, authorEmail: null };
  return pypiMetadata({ expression: expression ?? null, license: license ?? null, classifiers: classifier, ...nobody }).license;
}

/** `cargo metadata` over a copy of the newest commit. */
function askCargo(names: readonly Named[], { folder, scratch }: Asked): Texts {
  const copy = join(scratch, 'cargo');
  mkdirSync(copy);
  execFileSync('tar', ['-x', '-C', copy], {
    input: execFileSync('git', ['-C', folder, 'archive', 'HEAD'], { maxBuffer: 1 << 30 }),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const locks = execFileSync('git', ['-C', folder, 'ls-tree', '-r', '--name-only', 'HEAD'], OPTIONS)
    .split('\n')
    .filter((path) => /(?:^|\/)Cargo\.lock$/.test(path));
  const stated = new Map<string, string | null>();
  for (const lock of locks) {
    const at = join(copy, lock.slice(0, -'Cargo.lock'.length));
    for (const toolchain of ['rust-toolchain', 'rust-toolchain.toml']) rmSync(join(at, toolchain), { force: true });
    try {
      const told = execFileSync('cargo', ['metadata', '--locked', '--format-version=1'], { ...OPTIONS, cwd: at });
      const { packages } = JSON.parse(told) as { readonly packages: readonly CargoPackage[] };
      for (const { name, version, license, license_file: inFile } of packages)
        stated.set(`${name} ${version}`, license ?? (inFile === null ? null : `see ${inFile}`));
    } catch {
      process.stderr.write(`${lock}: cargo could not read it\n`);
    }
  }
  return Object.fromEntries(names.map(({ key, name, version }) => [key, stated.get(`${name} ${version}`) ?? null]));
}

interface CargoPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string | null;
  readonly license_file: string | null;
}

/** A module of Go states nothing but its texts. */
function askGo(names: readonly Named[], { scratch }: Asked): Texts {
  const at = join(scratch, 'go');
  mkdirSync(at);
  writeFileSync(join(at, 'go.mod'), 'module none\n');
  const wanted = names.map(({ name, version }) => `${name}@${version.startsWith('v') ? version : `v${version}`}`);
  let told = '';
  try {
    told = execFileSync('go', ['mod', 'download', '-json', ...wanted], {
      ...OPTIONS,
      cwd: at,
      env: { ...process.env, GOFLAGS: '-mod=mod' },
    });
  } catch (error) {
    // Those that could be had are told nevertheless.
    told = (error as { readonly stdout?: string }).stdout ?? '';
  }
  const modules = told.split(/(?<=^\})\n/m).flatMap((one) => (one.trim() === '' ? [] : [JSON.parse(one) as GoModule]));
  const stated = new Map(modules.map(({ Path, Version, Dir }) => [`${Path}@${Version}`, Dir === undefined ? null : textIn(Dir)]));
  return Object.fromEntries(names.map(({ key }, index) => [key, stated.get(wanted[index] ?? '') ?? null]));
}

interface GoModule {
  readonly Path: string;
  readonly Version: string;
  readonly Dir?: string;
}

function textIn(folder: string): string | null {
  const files = readdirSync(folder).filter((name) => /^(?:un)?licen[cs]e(?:[-_.].{0,20})?$|^copying(?:[-_.].{0,20})?$/i.test(name));
  const read = files.map((name) => recognizeText(readFileSync(join(folder, name))));
  const parts = read.flatMap((one) =>
    one.state === 'known' ? one.parts.filter(({ part }) => part === 'license').map(({ id }) => id) : [],
  );
  const unknown = read.flatMap((one) => (one.state === 'unknown' ? [`text: ${one.why}, near ${one.nearest?.id ?? 'none'}`] : []));
  return parts.length === 0 && unknown.length > 0 ? (unknown[0] ?? null) : parts.length === 0 ? null : [...new Set(parts)].join(' AND ');
}
