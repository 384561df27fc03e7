/** Scripts, commands and code under keys of any name: what a chart mounts as start.sh, what a scheduler or a cloud runs (T33). */
import { isScalar, type Node, type Scalar } from 'yaml';
import type { Fact } from '../../../model/index.ts';
import { beginsLoader } from '../../languages/shell/inner-scripts.ts';
import { tooMany } from '../../languages/shell/limits.ts';
import { TELLING } from '../../languages/shell/loaders.ts';
import { type CommandContext, commandFacts, scriptFacts } from '../../languages/shell/loads.ts';
import { argv } from './argv.ts';
import { scalarText } from './scalar.ts';

type Outer = Omit<CommandContext, 'implicit' | 'named'>;

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
  return text.split('\n').some(beginsLoader) ? scriptFacts(scalarText(node, outer.file.text), { ...outer, implicit: null }) : [];
}

/** `[hf, download, org/name]` */
export function keptCommand(key: string, items: readonly (Node | null)[], flow: boolean, outer: Outer): Fact[] {
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
