/** Steering files of Go (Go Modules Reference, "replace directive", "Workspaces" and "Vendoring"). */
import type { SteeringFact } from '../../model/index.ts';
import { goModLines } from '../packages/golang/lines.ts';
import { steering, type SteeringKind } from './kind.ts';

/** Null: a block without an end, or a replacement that go cannot read. */
function replacements(text: string): SteeringFact[] | null {
  const facts: SteeringFact[] = [];
  for (const one of goModLines(text)) {
    if (one === null) return null;
    const { directive, words } = one;
    const arrow = words.indexOf('=>');
    if (directive === 'module' && words[0] !== undefined) facts.push(steering('own-name', 'golang', words[0], one));
    if (directive === 'use' && words[0] !== undefined) facts.push(steering('member', 'golang', words[0], one));
    if (directive !== 'replace') continue;
    const [of, by] = [words.slice(0, Math.max(arrow, 0)), words.slice(arrow + 1)];
    if (of.length === 0 || of.length > 2 || by.length === 0 || by.length > 2) return null;
    // "name v1 => other" stands for that version alone.
    facts.push(steering('override', `replace.${of.join('@')}`, by.join(' '), one));
  }
  return facts;
}

export const goFiles: readonly SteeringKind[] = [
  {
    id: 'go-mod',
    names: /(?:^|\/)go\.mod$/,
    title: 'Replacements in go.mod',
    says: 'each replace, and which module the folder is',
    read: replacements,
  },
  {
    id: 'go-work',
    alone: true,
    names: /(?:^|\/)go\.work$/,
    title: 'A workspace of Go',
    says: 'each replace, which holds for all modules of the workspace, and each folder that it uses',
    read: replacements,
  },
  {
    id: 'go-vendor',
    names: /(?:^|\/)vendor\/modules\.txt$/,
    title: 'Modules of Go in the tree',
    says: 'that go builds from the folder beside it, and asks nobody',
    read: () => [steering('hook', 'vendor', 'go takes modules from this folder, unchecked', { line: 1, column: 1 })],
  },
];
