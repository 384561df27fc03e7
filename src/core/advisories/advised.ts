/** Two Boms → the same with what databases of advisories say about what differs. */
import type { AdvisorySource, Bom, Evidence, MaliceHeard, Question, Topic } from '../model/index.ts';
import { askAll } from '../hosts/ask-all.ts';
import { answersAbout, needsOf, packagesToAsk, withAdvisories } from './index.ts';
import { maliceHeard } from './malice.ts';

/** Whom to ask, and how. `advisories` absent: the operator names nobody. */
interface Askable {
  readonly advisories?: AdvisorySource['kind'];
  readonly evidence: Evidence;
  gather(questions: readonly Question[]): Promise<void>;
  progress(message: string): void;
}

interface Advising {
  readonly head: Bom;
  readonly base: Bom | null;
  /** Libraries of which a statement of the policy speaks, and whose use the change moves. */
  readonly moved: Parameters<typeof packagesToAsk>[2];
  readonly wanted: ReadonlySet<Topic>;
}

interface Advised extends Pick<Advising, 'head' | 'base'> {
  /** Of the packages that the change adds or moves, what a service named as malicious. */
  readonly malice: readonly MaliceHeard[];
}

/** A list of advisories, then each of them; databases have caps of their own (T32). */
const ASK_ROUNDS = 24;

/** Both with the advisories that name what differs; as they are where the operator names nobody to ask, or no rule wants to know. */
export async function advised({ head, base, moved, wanted }: Advising, world: Askable): Promise<Advised> {
  if (world.advisories === undefined || !(wanted.has('advisories') || wanted.has('vulnerabilities'))) return { head, base, malice: [] };
  const asking = { kind: world.advisories, wanted };
  const packages = packagesToAsk(head, base, moved);
  await askAll({ lacking: () => needsOf(packages, world.evidence, asking), rounds: ASK_ROUNDS, words: 'asking for advisories' }, world);
  const answers = answersAbout(packages, world.evidence, asking);
  return {
    head: withAdvisories(head, answers),
    base: base === null ? null : withAdvisories(base, answers),
    malice: asking.kind === 'service' && wanted.has('advisories') ? maliceHeard(packages.all, world.evidence) : [],
  };
}
