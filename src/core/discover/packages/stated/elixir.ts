/** Elixir: mix.exs and mix.lock. */
import { numberedLines, type ListedPackage, statedPackages } from './stated.ts';

export const mixDetector = statedPackages({
  id: 'mix',
  version: 1,
  names: ['mix.exs', 'mix.lock'],
  title: 'AI frameworks in mix.exs and mix.lock',
  decides: 'Each dependency with what is accepted of it, and those of the lock with their versions.',
  example: {
    path: 'mix.exs',
    source: `  defp deps do
    [
      {:phoenix, "~> 1.8"},
      {:bumblebee, "~> 0.6.0"},
      {:exla, ">= 0.0.0", only: :dev}
    ]
  end
`,
    gives: [
      { name: 'bumblebee', version: null, range: '~> 0.6.0', line: 4 },
      { name: 'exla', version: null, range: '>= 0.0.0', line: 5, group: 'development' },
    ],
  },
  read: readMix,
});

const DEPENDENCY = /\{\s{0,5}:([a-z]\w{1,60})\s{0,5},(?:\s{0,5}"([^"\n]{1,60})")?/;
const LOCKED = /^\s{1,10}"([a-z]\w{1,60})":\s{0,5}\{:hex,\s{0,5}:([a-z]\w{1,60}),\s{0,5}"(\d[\w.+-]{0,60})"/;

function* readMix(text: string): Generator<ListedPackage> {
  for (const [line, number] of numberedLines(text)) {
    if (/^\s{0,40}#/.test(line)) continue;
    const [, , locked, exact] = LOCKED.exec(line) ?? [];
    const [, asked, range] = locked === undefined ? (DEPENDENCY.exec(line) ?? []) : [];
    const name = locked ?? asked;
    if (name === undefined) continue;
    const group = /only:\s{0,5}\[?:(?:dev|test)/.test(line) ? 'development' : 'runtime';
    yield { ecosystem: 'hex', name, version: exact ?? range ?? null, exact: exact !== undefined, group, at: { line: number, column: 1 } };
  }
}
