import { describe, expect, it } from 'vitest';
import type { DryRun, Moving } from '../../../app/evaluate/dry-run-result.ts';
import { dryRunText } from '../../../app/present/dry-run-text.ts';

const NOTHING: DryRun = { kind: 'made', same: 0, changes: [], lacking: 0, lackingNamed: [], untried: 0 };

function moving(number: number, was: string, wouldBe: string, reason: string | null = null): Moving {
  return { pull: `acme/product#${number}`, was, wouldBe, reason };
}

const shown = (run: Partial<DryRun>, named = true): string => dryRunText({ ...NOTHING, ...run, named });
const namesIn = (text: string): number[] => [...text.matchAll(/^- `acme\/product#(\d+)`/gm)].map(([, number]) => Number(number));

describe('a dry run in words', () => {
  it('is nothing where none was to be made, and says why there is none', () => {
    expect(dryRunText(null)).toBe('');
    expect(dryRunText({ kind: 'none', why: 'The proposed policy has mistakes: correct them first.' })).toBe(
      '**No dry run.** The proposed policy has mistakes: correct them first.',
    );
  });

  it('counts first, and by where it leads', () => {
    const changes = [
      moving(1, 'success', 'success'),
      moving(2, 'failure', 'success'),
      moving(3, 'success', 'failure'),
      moving(4, 'action_required', 'failure'),
    ];
    const text = shown({ same: 5, changes, lacking: 2, lackingNamed: [{ pull: 'acme/product#9', why: 'a key' }], untried: 7 });
    expect(text).toContain('over 11 open pull requests');
    expect(text).toContain('**1** not ready to merge any more, **1** ready to merge from then on, **2** with other reasons');
    expect(text).toContain('- **7** more were not tried');
    // What would be stopped first; what only says something else last; of what has no name the count.
    expect(namesIn(text)).toEqual([3, 2, 1, 4, 9]);
    expect(text).toMatch(/`acme\/product#9`: a key\n- \+1 more/);
  });

  it('names 50 and counts the rest', () => {
    const changes = Array.from({ length: 60 }, (_, index) => moving(index, 'success', 'failure', 'model/provenance of x'));
    const text = shown({ changes, lacking: 3, lackingNamed: [{ pull: 'acme/product#99', why: 'a key' }] });
    expect(namesIn(text)).toHaveLength(50);
    expect(text).toContain('- +10 more');
    expect(text).toContain('- +3 more');
  });

  it('takes no more room than it may, and leaves nothing of others unescaped (T22)', () => {
    const reason = '@acme/all <img src=x> ![](http://x) \u202e | </details> '.repeat(9);
    const text = shown({ changes: Array.from({ length: 60 }, (_, index) => moving(index, 'success', 'failure', reason)) });
    expect(text.length).toBeLessThan(22_000);
    expect(text).not.toMatch(/(?<!`)@acme|(?<!`)<img|\u202e/);
    expect(text.match(/^<\/details>/gm)).toHaveLength(1);
    expect(text).toMatch(/- \+\d+ more/);
  });

  it('is counts alone where everybody reads it (T26)', () => {
    const text = shown(
      { changes: [moving(1, 'success', 'failure', 'secret')], lacking: 1, lackingNamed: [{ pull: 'acme/hidden#1', why: 'x' }] },
      false,
    );
    expect(text).toContain('- **1** would be told something else: **1** not ready to merge any more');
    expect(text).not.toMatch(/acme|secret/);
  });
});
