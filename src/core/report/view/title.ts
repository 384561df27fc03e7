/** The verdict in one line. It counts components and fixes, never findings. */
import type { Bom, Verdict } from '../../model/index.ts';
import type { Block } from './blocks.ts';
import { oldHarmWords } from './harm.ts';
import { isAi } from '../../model/inventory.ts';
import { count, listed } from './words.ts';

export interface Title {
  readonly sign: 'stop' | 'unsure' | 'warn' | 'ok' | 'look';
  readonly text: string;
}

/** `fresh`: what is new or worse; `older`: what was there before; both folded by cause. */
export function titleOf(verdict: Verdict, bom: Bom, fresh: readonly Block[], older: readonly Block[]): Title {
  // What is refused all the same, a broken policy, is not "would".
  const evaluate = verdict.mode === 'evaluate' && verdict.conclusion !== 'block';
  const refusing = fresh.filter((block) => block.blocks);
  // Rules that are only tried out keep nothing from being merged; a remark counts them.
  const concluded = verdict.mode === 'evaluate' ? verdict.wouldBe : verdict.conclusion;
  if (concluded === 'block') {
    const word = evaluate ? 'Would not be ready to merge' : 'Not ready to merge';
    return { sign: evaluate ? 'warn' : 'stop', text: refusing.length === 0 ? word : `${word}: ${need(refusing)}` };
  }
  if (concluded === 'review') {
    const word = evaluate ? 'Would wait for a review' : 'Waits for a review';
    return { sign: evaluate ? 'warn' : 'stop', text: `${word}: ${subjectsOf(refusing).text}` };
  }
  if (concluded === 'wait') return { sign: 'unsure', text: `Could not check: ${obstacle(verdict, refusing)}` };
  if (verdict.base === null) {
    const components = new Set(bom.components.filter(isAi).map((one) => one.identity)).size;
    const todo = older.length + fresh.length;
    return {
      sign: 'look',
      text: `First look: ${count(components, 'AI component')}, ${todo === 0 ? 'nothing to fix' : `${count(todo, 'thing')} to fix when you can`}`,
    };
  }
  const harm = oldHarmWords(verdict.findings);
  const more = harm === null ? '' : `, though ${harm}`;
  if (fresh.length > 0) return { sign: 'warn', text: `Ready to merge, with ${count(fresh.length, 'warning')}${more}` };
  if (harm !== null) return { sign: 'warn', text: `Ready to merge${more}` };
  return { sign: 'ok', text: 'Ready to merge' };
}

/** "1 model needs 2 fixes", "2 models and 1 library need 4 fixes". */
function need(blocks: readonly Block[]): string {
  const subjects = subjectsOf(blocks);
  return `${subjects.text} ${subjects.total === 1 ? 'needs' : 'need'} ${count(blocks.length, 'fix')}`;
}

function obstacle(verdict: Verdict, refusing: readonly Block[]): string {
  if (refusing.length > 0) return `no answer about ${subjectsOf(refusing).text}`;
  if (verdict.notes.some((note) => note.code === 'merge-conflict')) return 'the branch does not merge';
  if (verdict.notes.some((note) => note.code === 'no-merge-base')) return 'the branches have no common history';
  if (verdict.notes.some((note) => note.code === 'no-test-merge')) return 'GitHub has no merge result yet';
  if (verdict.notes.some((note) => note.code === 'limit')) return 'there is more than one check reads';
  return 'a person must look';
}

const NOUNS = {
  model: 'model',
  dataset: 'dataset',
  service: 'service',
  library: 'library',
  action: 'action',
  image: 'image',
  'mcp-server': 'MCP server',
  tree: 'file',
  policy: 'policy',
} as const;

function subjectsOf(blocks: readonly Block[]): { readonly text: string; readonly total: number } {
  const subjects = new Map(blocks.flatMap((block) => block.subjects).map((one) => [JSON.stringify([one.kind, one.key]), one.kind]));
  const kinds = [...subjects.values()];
  const parts = Object.entries(NOUNS).flatMap(([kind, noun]) => {
    const number = kinds.filter((one) => one === kind).length;
    return number === 0 ? [] : [count(number, noun)];
  });
  return { text: listed(parts), total: kinds.length };
}
