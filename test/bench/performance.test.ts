/** The page of figures and its chart, from a file of figures. */
import { describe, expect, it } from 'vitest';
import { chart } from '../../scripts/performance/chart.ts';
import { type Figures, readFigures, together } from '../../scripts/performance/figures.ts';
import { pageWith } from '../../scripts/performance/page.ts';

const PAGE =
  'Before.\n\n<!-- Figures: written by scripts/performance.ts, do not edit. -->\nfigures of before\n<!-- End of figures. -->\n\nBehind.\n';

const FIGURES: Figures = {
  machine: { cores: 2, processor: 'Some & Co', memory: 8, platform: 'linux', node: '24.0.0', load: 0.25 },
  budgets: [
    { id: 'a', work: 'start (`--version`)', is: 'at most', limit: 1.5, unit: '× `node -e 0`', value: 1.25 },
    { id: 'b', work: 'library', is: 'at least', limit: 2_000, unit: 'files/s', value: 1_000 },
    { id: 'c', work: 'far <over>', is: 'at most', limit: 1, unit: 's', value: 50 },
    { id: 'd', work: 'another day', is: 'at most', limit: 1, unit: 's', value: null },
  ],
  runs: [
    { row: 'start', work: 'node -e 0', seconds: 0.02, cpu: 0.02, peak: 44, words: '' },
    { row: 'scan', work: 'scan', seconds: 1, cpu: null, peak: null, words: 'a | b' },
  ],
};

describe('the page of figures', () => {
  it('has what was measured between its markers, and nothing of before', () => {
    const page = pageWith(PAGE, readFigures(JSON.stringify(FIGURES)));
    expect(page).toContain('| start (`--version`) | ≤ 1.5 × `node -e 0` | 1.25 × `node -e 0` | holds |');
    expect(page).toContain('| library | ≥ 2,000 files/s | 1,000 files/s | **over** |');
    expect(page).toContain('| another day | ≤ 1 s | not measured |  |');
    expect(page).toContain('| scan | 1 | not told | not told | a \\| b |');
    expect(page).toContain('Measured on 2 cores (Some & Co), 8 GB of memory, linux, Node 24.0.0.\n');
    expect(pageWith(PAGE, { ...FIGURES, machine: { ...FIGURES.machine, load: 2.5 } })).toContain(
      'Node 24.0.0. Other programs ran at the same time (load 2.5)',
    );
    expect(page).not.toContain('figures of before');
    expect(page.startsWith('Before.\n') && page.endsWith('\n\nBehind.\n')).toBe(true);
    expect(pageWith(page, FIGURES)).toBe(page);
  });

  it('is not written without markers', () => {
    expect(() => pageWith('Nothing here.\n', FIGURES)).toThrow('has no line');
  });

  it('takes rows from several files, the later ones first', () => {
    const [first] = FIGURES.budgets;
    if (first === undefined) throw new Error('no budget');
    const later = {
      ...FIGURES,
      budgets: FIGURES.budgets.map((one) => ({ ...one, value: one.id === 'a' ? 1.1 : null })),
      runs: [{ row: 'start', work: 'node -e 0', seconds: 0.03, cpu: 0.03, peak: 45, words: '' }],
    };
    const all = together(FIGURES, later);
    expect(all.budgets.map(({ value }) => value)).toEqual([1.1, 1_000, 50, null]);
    expect(all.runs.map(({ work, seconds }) => `${work} ${seconds}`)).toEqual(['scan 1', 'node -e 0 0.03']);
  });
});

describe('the chart', () => {
  it('has a bar for each budget that was measured, cut where it is far over', () => {
    const drawn = chart(FIGURES);
    expect(drawn).toBe(chart(readFigures(JSON.stringify(FIGURES))));
    expect(drawn.match(/<rect class="\w+" x="\d+" y="\d+" width="\d+"/g)).toEqual([
      '<rect class="holds" x="390" y="34" width="167"',
      '<rect class="over" x="390" y="58" width="300"',
      '<rect class="over" x="390" y="82" width="300"',
    ]);
    expect(drawn).toContain('far &lt;over&gt;');
    expect(drawn).not.toContain('`');
  });
});
