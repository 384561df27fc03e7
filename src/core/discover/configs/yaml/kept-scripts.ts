/** Scripts, commands and code under keys of any name: what a chart mounts as start.sh, what a scheduler or a cloud runs (T33). */
import { isScalar, type Node, type Scalar } from 'yaml';
import type { At, Fact } from '../../../model/index.ts';
import { beginsLoader } from '../../languages/shell/inner-scripts.ts';
import { tooMany } from '../../languages/shell/limits.ts';
import { TELLING } from '../../languages/shell/loaders.ts';
import { type CommandContext, commandFacts, scriptFacts } from '../../languages/shell/loads.ts';
import { installsOf } from '../../runs/installs.ts';
import { argv } from './argv.ts';
import { scalarText } from './scalar.ts';

type Outer = Omit<CommandContext, 'implicit' | 'named'>;

/** Keys of what is done before a program starts (SkyPilot, cloud-init, developers' containers). */
const SETS_UP = /setup|install|init|bootstrap|prepare|build|user_?data|command|script|run|hook|on_?(?:create|start)/i;
/** A line that installs something, or fetches it. */
const INSTALLS =
  /^[ \t]*(?:[-&;|]{1,2}[ \t]+)?(?:sudo[ \t]+)?(?:(?:python3?[ \t]+-m[ \t]+)?(?:pip3?|uv|conda|mamba|micromamba|brew|npm|apt|apt-get)[ \t]+(?:\S+[ \t]+)?(?:install|add)\b|git[ \t]+clone\b|(?:curl|wget|aria2c|scp|rsync)[ \t]+\S)/m;
/** Lists of Python packages: Cog, Beam, Baseten and the like. */
const PACKAGES =
  /^(?:extra_pip|pip_extras?|pip_(?:packages|install|dependencies|requirements)|(?:python|py)_(?:packages|requirements|dependencies))$/;

/** For people. */
const WORDS =
  /(?:^|[-_])(?:name|title|description|descriptions|help|message|msg|notes?|comment|summary|usage|example|docs?|text|label)s?$/i;
const MAX_TEXT = 100_000;
/** The first line of Python code that imports something. A line end belongs to one part alone, so that nothing is tried twice (T39). */
const IMPORTS = /^(?:[^\S\n]*(?:#[^\n]*)?\n)*(?:"""[\s\S]{0,2000}?"""\s*)?[^\S\n]*(?:from\s+[\w.]+\s+import\b|import\s+\w)/;

export function keptScript(key: string, node: Scalar, outer: Outer): Fact[] {
  const text = typeof node.value === 'string' ? node.value : '';
  if (!/\s/.test(text) || WORDS.test(key)) return [];
  if (text.length > MAX_TEXT) return TELLING.test(text) ? [tooMany(`${MAX_TEXT} characters of one text`)] : [];
  if (IMPORTS.test(text)) return pythonIn(node, outer);
  const installs = (text.includes('\n') || SETS_UP.test(key)) && INSTALLS.test(text);
  return installs || text.split('\n').some(beginsLoader)
    ? scriptFacts(scalarText(node, outer.file.text), { ...outer, implicit: null })
    : [];
}

/** `[hf, download, org/name]` */
export function keptCommand(key: string, items: readonly (Node | null)[], flow: boolean, outer: Outer): Fact[] {
  if (PACKAGES.test(key)) return packagesIn(items, outer);
  const [first, second] = items;
  if (!isScalar(first) || !isScalar(second) || WORDS.test(key) || !beginsLoader(`${String(first.value)} ${String(second.value)}`))
    return [];
  const words = argv(
    items.flatMap((item) => item ?? []),
    flow,
    outer.file.text,
  );
  return commandFacts(words, { ...outer, implicit: null });
}

/** `python_packages: [torch==2.6.0]`: as pip takes them. */
function packagesIn(items: readonly (Node | null)[], { file }: Outer): Fact[] {
  const texts = items.map((item) => (isScalar(item) && typeof item.value === 'string' ? item.value : null));
  const at = (index: number): At => file.at(items[index - 2]?.range?.[0] ?? 0);
  return installsOf(['pip', 'install', ...texts], { at, written: () => '', variable: () => null });
}

/** A text that only looks like Python may fail to parse: that says nothing of the file. A limit does. */
function pythonIn(node: Scalar, outer: Outer): Fact[] {
  return outer.python(scalarText(node, outer.file.text), null, true).filter((fact) => fact.kind !== 'problem' || fact.code === 'limit');
}

/** `shell: python`: the text beside it is code (GitHub Actions, Azure Pipelines). */
export function isPythonShell(shell: string | null): boolean {
  return shell !== null && /^(?:\S*\/)?(?:python[\d.]{0,5}|pypy3?)\b/.test(shell);
}

/** `#!/usr/bin/env python3`, or an import first, in a script that a step holds (Tekton, GitLab, Azure Pipelines). */
export function beginsPython(text: string): boolean {
  return IMPORTS.test(text) || /^\s{0,20}#![^\n]{0,200}\b(?:python|pypy)/.test(text);
}
