/** Files that steer installers beside manifests and locks. To add a kind, add a row to one of the four lists. */
import type { Fact } from '../../model/index.ts';
import type { Detector, FileInput } from '../detector.ts';
import { decodeText, noGrammar, problemFact } from '../text-input.ts';
import { goFiles } from './go-files.ts';
import type { SteeringKind } from './kind.ts';
import { lineFiles } from './line-files.ts';
import { nodeFiles } from './node-files.ts';
import { otherFiles } from './other-files.ts';

const LIMIT = 4 * 1024 * 1024;
const MAX_FACTS = 2_000;
const FIRST = { line: 1, column: 1 };

export const steeringDetectors: readonly Detector[] = [...lineFiles, ...nodeFiles, ...otherFiles, ...goFiles].map((kind) => ({
  id: `steering-${kind.id}`,
  version: 4,
  about: {
    title: kind.title,
    motivation:
      'What a lock holds is what an installer was told to take. Who changes where it looks, what replaces a package, or what runs at install changes the product without a line of code.',
    decides: `Reads ${kind.says}. Addresses are kept as their server alone, without what may be a secret; no variable is expanded, and nothing that stands there is ever asked.`,
    remedy: 'Let somebody look at each change of such a file, and keep credentials out of it.',
    serves: 'CRA Annex I Part I (2)(f) (integrity)',
  },
  reads: 'text' as const,
  limit: LIMIT,
  wants: (path: string) => kind.names.test(path),
  grammar: noGrammar,
  facts: (input: FileInput) => factsOf(kind, input),
}));

function factsOf(kind: SteeringKind, { bytes }: FileInput): readonly Fact[] {
  const { decode = decodeText, alone = false } = kind;
  const file = decode(bytes);
  if (!file.ok) return alone ? [file.problem] : [];
  const facts = kind.read(file.text);
  if (facts === null) return alone ? [problemFact('syntax', 'settings of an installer that cannot be read', FIRST)] : [];
  if (facts.length <= MAX_FACTS) return facts;
  return [
    ...facts.slice(0, MAX_FACTS),
    problemFact('limit', 'more settings of an installer than are looked at; the rest was not read', FIRST),
  ];
}
