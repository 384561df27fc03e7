/** setup.cfg and setup.py (setuptools): what a package requires, where it is written as text. */
import type { PackageFact, ProblemFact } from '../../../model/index.ts';
import { exactVersion } from '../requirements/pep508.ts';
import { type Silent, silentParts } from '../../languages/python/code-only.ts';
import { pypi } from '../../../ecosystems/pypi/index.ts';
import { problemFact } from '../../text-input.ts';
import { placedFile } from '../../languages/shell/mapped.ts';
import { type ListedPackage, numberedLines, statedPackages } from './stated.ts';

export const setupCfgDetector = statedPackages({
  id: 'setup-cfg',
  version: 2,
  names: ['setup.cfg'],
  whole: true,
  title: 'Dependencies in setup.cfg',
  decides: 'install_requires and the extras of [options].',
  example: {
    path: 'setup.cfg',
    source: `[metadata]
name = app

[options]
install_requires =
    requests>=2
    transformers==4.48.0

[options.extras_require]
gpu =
    vllm>=0.6; platform_system == "Linux"
`,
    gives: [
      { name: 'requests', version: null, range: '>=2', line: 6 },
      { name: 'transformers', version: '4.48.0', line: 7 },
      { name: 'vllm', version: null, range: '>=0.6', line: 11, marker: 'platform_system == "Linux"' },
    ],
  },
  read: readSetupCfg,
});

export const setupPyDetector = statedPackages({
  id: 'setup-py',
  version: 3,
  names: ['setup.py'],
  title: 'AI frameworks in setup.py',
  decides: 'Lists and tables whose name says that they are required, of texts; nothing is run. What is computed is told as unread.',
  example: {
    path: 'setup.py',
    source: `from setuptools import setup

setup(
    name="app",
    install_requires=[
        "requests>=2",
        "transformers==4.48.0",
    ],
    extras_require={"gpu": ["vllm>=0.6"]},
)
`,
    gives: [
      { name: 'transformers', version: '4.48.0', line: 7 },
      { name: 'vllm', version: null, range: '>=0.6', line: 9 },
    ],
  },
  read: readSetupPy,
});

/** PEP 508. */
const REQUIREMENT =
  /^\s{0,40}([A-Za-z0-9][\w.-]{0,100})\s{0,5}(?:\[[\w,.\s-]{0,200}\])?\s{0,5}(?:@\s{0,5}(\S{1,500})|\(?([<>=!~]=?[^;#)]{0,100})\)?)?\s{0,10}(?:;([^#]{0,1000}))?(?:#.*)?$/;

function required(text: string, line: number, column: number, group: PackageFact['group']): ListedPackage[] {
  const [, name, address, stated = '', marker = ''] = REQUIREMENT.exec(text) ?? [];
  if (name === undefined) return [];
  // As pip reads an address: without secrets, and with the commit of a repository.
  const source = address === undefined ? {} : { source: pypi.sourceOf(name, address) };
  const range = stated.trim();
  const exact = exactVersion(range.replaceAll(/\s/g, ''));
  const version = exact ?? (range === '' ? null : range);
  return [{ ecosystem: 'pypi', name, version, exact: exact !== null, group, ...source, marker: marker.trim(), at: { line, column } }];
}

function* readSetupCfg(text: string): Generator<ListedPackage> {
  let section = '';
  let key = '';
  for (const [line, number] of numberedLines(text)) {
    const opened = /^\[([\w.: -]{1,80})\]/.exec(line)?.[1];
    const [, name, value = ''] = /^([A-Za-z][\w.-]{0,80})\s{0,10}[=:](.*)$/.exec(line) ?? [];
    if (opened !== undefined) section = opened.trim();
    else if (name !== undefined) key = name;
    if (opened !== undefined || /^\s{0,40}[#;]/.test(line)) continue;
    const isExtra = section === 'options.extras_require';
    if (!isExtra && !(section === 'options' && /^(?:install|setup|tests)_requires?$/.test(key))) continue;
    const group = isExtra ? 'optional' : key === 'install_requires' ? 'runtime' : 'development';
    // On the line of its key a list is separated by ";", which elsewhere begins a marker (setuptools, "list-semi").
    for (const one of name === undefined ? [line] : value.split(';')) yield* required(one, number, 1, group);
  }
}

const LISTS = /\b(\w{0,40}(?:require[sd]?|requirements|dependencies|extras|deps)\w{0,20})\s{0,10}(?::[^=\n]{0,60})?=\s{0,10}[[{(]/gi;
/** What setuptools installs, given as something else than a list that is written there. */
const GIVEN = /\b(install_requires|extras_require|setup_requires|tests_require)\s{0,10}=\s{0,10}(?![\s=[{(])(\w{0,80})/g;
/** Files that have readers of their own. */
const READ_ELSEWHERE = /require[\w./-]{0,60}\.(?:txt|in)\b|pyproject\.toml|setup\.cfg|environment\.ya?ml/i;
const MAX_GIVEN = 100;
const FORMATTED = /(?<!\w)[rR]?[fF][rR]?["'][^"'\n]{0,200}\{/;

function* readSetupPy(text: string): Generator<ListedPackage | ProblemFact> {
  const silent = silentParts(text);
  if (silent === null) {
    yield problemFact('unsupported', 'what it requires was not read: its texts cannot be told apart', { line: 1, column: 1 });
    return;
  }
  const file = placedFile(text);
  let computed: number | null = null;
  function* listed(begins: number, group: PackageFact['group']): Generator<ListedPackage, number> {
    const { texts, end } = textsWithin(text, begins, silent ?? []);
    for (const { start, end: after } of texts) {
      const { line, column } = file.at(start);
      yield* required(text.slice(start + 1, after - 1), line, column, group);
    }
    // What is put into a text is not known here.
    const formatted = FORMATTED.exec(text.slice(begins, end));
    if (formatted !== null) computed ??= begins + formatted.index;
    return end;
  }
  const read = new Set<string>();
  let behind = 0;
  for (const list of text.matchAll(LISTS)) {
    const begins = list.index + list[0].length;
    if (list.index < behind || isSilent(list.index, silent)) continue;
    read.add(list[1] ?? '');
    behind = yield* listed(begins, groupOf(list[1] ?? ''));
  }
  for (const given of [...text.matchAll(GIVEN)].slice(0, MAX_GIVEN)) {
    const [whole, key = '', name = ''] = given;
    if (isSilent(given.index, silent)) continue;
    const at = given.index + whole.length;
    const part = silent[firstBehind(at, silent)];
    const group = groupOf(key);
    const isText = part?.kind === 'string' && part.start === at && /^\s{0,20}(?:[,)]|$)/.test(text.slice(part.end, part.end + 24));
    if (isText) yield* linesOf(text.slice(part.start, part.end), at, group);
    else {
      const places = name === '' || !/^\s{0,10}(?:[,)\n]|$)/.test(text.slice(at, at + 12)) ? [] : listsOf(name);
      for (const begins of places) yield* listed(begins, group);
      if (places.length === 0 && !read.has(name)) computed ??= given.index;
    }
  }
  if (computed !== null && !READ_ELSEWHERE.test(text))
    yield problemFact('unsupported', 'what it requires is computed: it was not read', file.at(computed));

  /** One requirement a line, in a text. */
  function* linesOf(written: string, start: number, group: PackageFact['group']): Generator<ListedPackage> {
    const { line, column } = file.at(start);
    for (const [index, one] of written
      .replace(/^["']{1,3}|["']{1,3}$/g, '')
      .split('\n')
      .entries())
      yield* required(one, line + index, column, group);
  }

  /** Behind the brackets of what a name is given, or grows by. */
  function listsOf(name: string): readonly number[] {
    const forms = new RegExp(`^[ \\t]{0,40}${name}(?:\\s{0,8}(?::[^=\\n]{0,60})?\\+?=\\s{0,8}[[{(]|\\.(?:append|extend)\\()`, 'gm');
    return Array.from(text.matchAll(forms), (match) => match.index + match[0].length).filter((at) => !isSilent(at - 1, silent ?? []));
  }
}

function groupOf(name: string): PackageFact['group'] {
  if (/extra|optional/i.test(name)) return 'optional';
  return /test|dev|setup/i.test(name) ? 'development' : 'runtime';
}

function isSilent(index: number, silent: readonly Silent[]): boolean {
  const part = silent[firstBehind(index, silent)];
  return part !== undefined && part.start <= index;
}

/** The first that ends behind a place. */
function firstBehind(index: number, silent: readonly Silent[]): number {
  let [low, high] = [0, silent.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((silent[middle]?.end ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The texts up to the bracket that closes the list, without the keys of a table, which name groups. */
function textsWithin(text: string, begins: number, silent: readonly Silent[]): { readonly texts: readonly Silent[]; readonly end: number } {
  const texts: Silent[] = [];
  let next = firstBehind(begins, silent);
  let depth = 1;
  let at = begins;
  while (at < text.length && depth > 0) {
    const part = silent[next];
    if (part?.start === at) {
      if (part.kind === 'string' && !/^\s{0,20}:/.test(text.slice(part.end, part.end + 24))) texts.push(part);
      at = part.end;
      next += 1;
      continue;
    }
    const sign = text.charAt(at);
    if ('[{('.includes(sign)) depth += 1;
    else if (']})'.includes(sign)) depth -= 1;
    at += 1;
  }
  return { texts, end: at };
}
