/** environment.yml: what an environment of conda asks for, and what pip adds to it. */
import { cleanLocation } from '../../../base/address.ts';
import { baseName } from '../../../base/base-name.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import { conda } from '../../../ecosystems/conda/index.ts';
import type { At, Fact, PackageFact, ProblemFact, SteeringFact } from '../../../model/index.ts';
import type { Detector, FileInput } from '../../detector.ts';
import { decodeText, noGrammar, problemFact } from '../../text-input.ts';
import { folderFacts } from '../folder.ts';
import { withoutSecrets } from '../package-fact.ts';
import { registry } from '../../steering/kind.ts';
import { requirementOptions } from '../../steering/line-files.ts';
import { fromSpecifier, type DeclaredPackage } from '../pyproject/declared.ts';
import { folderName, isLocal, isPlace, readDirect } from '../requirements/direct.ts';
import { numberedLines } from '../stated/stated.ts';

const NAMES = /^(?:[\w.-]{1,60}[-_.])?(?:environment|conda|env)(?:[-_.][\w.-]{1,60})?\.ya?ml$/;
/** Locks have readers of their own. */
const LOCKS = /conda-lock\.ya?ml$/;
const MAX_FACTS = 5_000;
/** Entries that are looked at, whether they say something or not (T39). */
const MAX_ENTRIES = 10_000;

export const condaEnvironmentDetector: Detector = {
  id: 'conda-environment',
  version: 4,
  about: {
    title: 'Dependencies in conda environments',
    motivation: 'An environment says which AI frameworks and libraries a product is run with, from conda and from PyPI.',
    decides:
      'The dependencies of environment.yml and its like, with versions and ranges as conda reads them: "=2.5" are all that begin so, and "=2.5.1", a build or "==" one version. What stands below pip is of PyPI, and is read as pip reads it. Channels, and indexes that pip is given, are told to dependency/registry-unexpected.',
    remedy: 'State exact versions, or commit a lock beside it: "conda-lock -f environment.yml".',
    serves: 'CRA Annex I Part II (1)',
  },
  only: 'packages',
  example: {
    path: 'environment.yml',
    source: `name: app
channels:
  - conda-forge
dependencies:
  - python=3.12
  - pytorch=2.5.1
  - conda-forge::scikit-learn>=1.5
  - pip:
      - transformers==4.48.0
      - peft @ git+https://git.example/o/peft
`,
    gives: [
      { ecosystem: 'conda', name: 'python', version: null, range: '=3.12', line: 5 },
      { ecosystem: 'conda', name: 'pytorch', version: '2.5.1', line: 6 },
      { ecosystem: 'conda', name: 'scikit-learn', version: null, range: '>=1.5', line: 7 },
      { ecosystem: 'pypi', name: 'transformers', version: '4.48.0', line: 9 },
      { ecosystem: 'pypi', name: 'peft', version: null, source: 'git', line: 10 },
    ],
  },
  reads: 'text',
  limit: 4 * 1024 * 1024,
  wants: (path) => NAMES.test(baseName(path)) && !LOCKS.test(path) && !/(?:^|\/)node_modules\//.test(path),
  grammar: noGrammar,
  facts: readEnvironment,
};

const ITEM = /^(\s{0,20})-\s{1,10}(?:"([^"]{1,500})"|'([^']{1,500})'|([^"'#\s](?:[^#]|(?<!\s)#){0,500}?))\s{0,20}(?:\s#.*)?$/;

function readEnvironment({ bytes }: FileInput): readonly Fact[] {
  const file = decodeText(bytes);
  if (!file.ok) return [file.problem];
  const facts: Fact[] = [];
  let section = '';
  let pip = -1;
  let entries = 0;
  for (const [line, number] of numberedLines(file.text)) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    // One line may give many facts: the limit is tested before each, and never by equality.
    if (facts.length >= MAX_FACTS || entries >= MAX_ENTRIES)
      return [...facts, problemFact('limit', 'more packages than are looked at in one file', { line: number, column: 1 })];
    if (/^[\w"'-]/.test(line) && !line.startsWith('- ')) {
      section = /^["']?(dependencies|channels)["']?\s{0,5}:/.exec(line)?.[1] ?? '';
      const [, list] = /^[^:]{1,20}:\s{0,20}\[(.{0,2000})\]\s{0,20}(?:#.*)?$/.exec(line) ?? [];
      if (section === 'channels' && list !== undefined)
        facts.push(...list.split(',').flatMap((one) => registry('channels', one.replaceAll(/["'\s]/g, ''), { line: number, column: 1 })));
      // A list in brackets, an alias: YAML that conda reads, and nobody writes (T35).
      else if (section !== '' && !/^[^:]{1,20}:\s{0,20}(?:#.*)?$/.test(line)) facts.push(unread({ line: number, column: 1 }));
      continue;
    }
    if (section === '') continue;
    entries++;
    const below = /^(\s{0,20})-\s{1,10}["']?pip["']?:\s{0,10}(?:#.*)?$/.exec(line);
    if (below !== null) {
      pip = below[1]?.length ?? 0;
      continue;
    }
    const [whole, indent = '', double, single, plain] = ITEM.exec(line) ?? [];
    if (whole === undefined) {
      facts.push(unread({ line: number, column: 1 }));
      continue;
    }
    if (indent.length <= pip) pip = -1;
    const text = (double ?? single ?? plain ?? '').trim();
    if (section === 'channels') {
      facts.push(...registry('channels', text, { line: number, column: indent.length + 3 }));
      continue;
    }
    facts.push(
      ...(pip >= 0
        ? requirementOptions(text, { line: number, column: indent.length + 3 })
        : channelOf(text, { line: number, column: indent.length + 3 })),
    );
    const found = pip >= 0 ? fromPip(text) : fromConda(text);
    if (found === null) {
      if (pip >= 0) facts.push(...folderOf(text, { line: number, column: indent.length + 3 }));
      continue;
    }
    const at = { line: number, column: indent.length + 3 };
    facts.push(found === 'unread' ? unread(at) : factOf(found, pip >= 0 ? 'pypi' : 'conda', at));
  }
  return facts;
}

function unread(at: { line: number; column: number }): ProblemFact {
  return problemFact('syntax', 'not a dependency that can be read', at);
}

function factOf(
  found: DeclaredPackage,
  ecosystem: PackageFact['ecosystem'],
  { line, column }: { line: number; column: number },
): PackageFact {
  return withoutSecrets({ kind: 'package', ecosystem, ...found, group: 'runtime', license: null, from: 'manifest', line, column });
}

const EDITABLE = /^(?:-e|--editable)[ =]\s{0,10}/;

/** Null: an option, or a folder. */
function fromPip(text: string): DeclaredPackage | 'unread' | null {
  if (text.startsWith('-') && !EDITABLE.test(text)) return null;
  const asked = text.replace(EDITABLE, '');
  if (!isPlace(asked)) return fromSpecifier(asked) ?? 'unread';
  const direct = readDirect(asked, null);
  return direct ?? (isLocal(asked) ? null : 'unread');
}

/** "channel::name", "name[channel=x]": of this package alone. */
function channelOf(text: string, at: At): SteeringFact[] {
  const [, before, name = ''] = /^([\w./:+-]{1,200})::([\w.-]{1,128})/.exec(text) ?? [];
  const [own] = /^[\w.-]{1,128}/.exec(text) ?? [];
  const [, channel] = /\bchannel=["']?([^"',\]\s]{1,200})/.exec(inBrackets(text)) ?? [];
  return [
    ...(before === undefined ? [] : registry(`dependencies.${name}`, before, at)),
    ...(own === undefined || channel === undefined ? [] : registry(`dependencies.${own}`, channel, at)),
  ];
}

/** What follows the first bracket; found without a pattern, which would try every other bracket, too (T18). */
function inBrackets(text: string): string {
  const start = text.indexOf('[');
  return start === -1 ? '' : text.slice(start + 1);
}

/** A folder of the tree, by the name under which it lies there. */
function folderOf(text: string, at: At): SteeringFact[] {
  const place = text.replace(EDITABLE, '');
  return text.startsWith('-') && !EDITABLE.test(text) ? [] : folderFacts(pypi, folderName(place), place, at);
}

/** An archive by its address, as conda takes it. */
function fromAddress(text: string): DeclaredPackage | 'unread' {
  const [, name, version] = /\/(.{1,128})-([^-/]{1,100})-[^-/]{1,128}\.(?:conda|tar\.bz2)(?:#.*)?$/.exec(text) ?? [];
  const own = name?.slice(name.lastIndexOf('/') + 1);
  if (own === undefined || version === undefined || !conda.isName(own)) return 'unread';
  return { name: conda.normalize(own), version, range: null, integrity: [], source: 'url', location: cleanLocation(text) };
}

/** "channel::name[version='>=2',build=x]", "name >=2,<3", "name=2.5=build". Null: what the machine itself must have. */
function fromConda(text: string): DeclaredPackage | 'unread' | null {
  if (/^[a-z+]{2,10}:\/\//i.test(text)) return fromAddress(text);
  const [, name = '', rest = ''] =
    /^(?:[\w./:+-]{1,200}::)?([A-Za-z0-9_][\w.-]{0,127})(?![\w.-])\s{0,5}([^\s[=<>!~*0-9|,][^[]{0,200}|[=<>!~*0-9|,][^[]{0,200})?(?:\[.{0,300}\])?$/.exec(
      text,
    ) ?? [];
  if (name === '' || !conda.isName(name)) return 'unread';
  if (name.startsWith('__')) return null;
  const asked = rest.trim().replaceAll(/([=<>!~|,])\s+|\s+(?=[=<>!~|,])/g, '$1');
  const bracketed = /\bversion=["']?([^"'\]]{1,100})/.exec(inBrackets(text))?.[1];
  // "numpy 1.8.1" and "numpy 1.8.1 py27_0" are that one version.
  const range = (asked === '' ? (bracketed ?? '') : asked).replace(
    /^(\d[\w.+!-]{0,60})(?:[\s=]([\w.*-]{1,60}))?$/,
    (_, version: string, build?: string) => `==${version}${build === undefined ? '' : `=${build}`}`,
  );
  const [, equals = '', version, build] = /^(={1,3})(\d[\w.+!-]{0,60})(?:=([\w.*-]{0,60}))?$/.exec(range) ?? [];
  const isExact = version !== undefined && (equals.length > 1 || build !== undefined || version.split('.').length > 2);
  const isRange = /^[\w.*+!<>=~,|-]{1,200}$/.test(range);
  return {
    name,
    version: isExact ? version : null,
    range: isRange && range !== '*' ? range : null,
    integrity: [],
    source: 'registry',
    location: null,
  };
}
