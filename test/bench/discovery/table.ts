/** Figures as lines of text. */
import { byFileKind, type Figures, figuresOf, type Scored } from './score.ts';
import { DIFFICULTIES, FACT_KINDS } from './truth.ts';

const HEAD = ['', 'facts', 'recall', 'micro', 'claims', 'precision', 'version', 'unknowns', 'told', 'needless', 'traps', 'hit'];

/** All tables of one program: together, by kind of file, by difficulty, by kind of component. */
export function tables(program: string, scored: readonly Scored[]): string {
  const all = row('all', figuresOf(scored));
  const models = row(
    'without packages and images',
    figuresOf(scored, { fact: ({ fact }) => fact.kind !== 'library' && fact.kind !== 'image' }),
  );
  const files = [...byFileKind(scored)].map(([kind, figures]) => row(kind, figures));
  const difficulties = DIFFICULTIES.map((one) =>
    row(
      one,
      figuresOf(
        scored,
        factsOnly(({ fact }) => fact.difficulty === one),
      ),
    ),
  );
  const kinds = FACT_KINDS.map((kind) =>
    row(kind, figuresOf(scored, { ...factsOnly(({ fact }) => fact.kind === kind), claim: (claim) => claim.kind === kind })),
  );
  return [
    `${program}: ${scored.length} repositories`,
    aligned([HEAD, all, models]),
    'By kind of file',
    aligned([HEAD, ...files]),
    'By difficulty',
    aligned([HEAD, ...difficulties]),
    'By kind of component',
    aligned([HEAD, ...kinds]),
  ].join('\n\n');
}

function factsOnly(fact: NonNullable<Parameters<typeof figuresOf>[1]>['fact']): Parameters<typeof figuresOf>[1] {
  const none = (): boolean => false;
  return { ...(fact === undefined ? {} : { fact }), claim: none, trap: none, needless: none };
}

function row(name: string, one: Figures): string[] {
  return [
    name,
    `${one.facts}`,
    percent(one.recall),
    percent(one.micro),
    `${one.claims}`,
    percent(one.precision),
    percent(one.version),
    `${one.unknowns}`,
    percent(one.unknown),
    `${one.needless}`,
    `${one.traps}`,
    percent(one.trap),
  ];
}

function percent(value: number | null): string {
  return value === null ? '-' : `${(value * 100).toFixed(1)} %`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = HEAD.map((_, at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
  return rows
    .map((cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '))
    .join('\n');
}

/** Every missed fact, wrong version, false claim and trap, each with its place. */
export function misses(scored: readonly Scored[]): string {
  const lines = scored.flatMap(({ name, outcome }) => [
    ...outcome.facts
      .filter(({ state }) => state !== 'found')
      .map(({ fact, state }) => {
        const what =
          state === 'version' ? `another version than ${fact.version ?? 'none'}` : fact.unknown === true ? 'not told as unknown' : 'missed';
        return `${name}/${fact.file}:${fact.line}: ${what}: ${fact.kind} ${fact.id} (${fact.difficulty})`;
      }),
    ...outcome.claims
      .filter(({ isTrue }) => !isTrue)
      .map((claim) => `${name}/${claim.place.file}:${claim.place.line}: false: ${claim.kind} ${claim.name}`),
    ...outcome.traps.filter(({ isHit }) => isHit).map(({ trap }) => `${name}/${trap.file}:${trap.line}: trap: ${trap.text} (${trap.why})`),
    ...outcome.needless.map(({ file, line }) => `${name}/${file}:${line}: needless unknown`),
  ]);
  return lines.join('\n');
}
