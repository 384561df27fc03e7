/** What hosts and registries are asked about the things of one or two trees, until none of them lacks anything. */
import { askAll } from '../hosts/ask-all.ts';
import { questionsAbout, questionsAboutPackages } from '../hosts/index.ts';
import { subjectsIn } from '../hosts/of-tree.ts';
import type { PackageSubject } from '../hosts/registry.ts';
import type { Evidence, Topic } from '../model/index.ts';
import type { Ports } from '../ports/index.ts';
import type { FollowedSide } from './followed.ts';
import { lineageAsker } from './lineage.ts';
import { withOrigins } from './origins.ts';

/** Revision, references, then pages of history; hop by hop of a lineage, each with a configuration: hosts and lineage have their own caps (T32). */
const ASK_ROUNDS = 72;
const NO_SERVERS: NonNullable<Ports['servers']> = new Map();

export interface Investigated {
  /** The head, then the base where there is one. */
  readonly sides: readonly FollowedSide[];
  readonly wanted: ReadonlySet<Topic>;
  /** Of which registries are asked; absent: of none. */
  readonly packages?: readonly PackageSubject[];
  /** Ancestors are asked about as well. */
  readonly followsLineage?: boolean;
}

/** Base and head share one evidence of one moment, so that drift is never a change. */
export async function investigate({ sides, wanted, packages = [], followsLineage = false }: Investigated, ports: Ports): Promise<void> {
  const { evidence, servers = NO_SERVERS } = ports;
  const ofLineage = lineageAsker(evidence);
  const lacking = () => {
    const known = sides.map((one) => attributed(one, evidence));
    const subjects = known.flatMap((one) => subjectsIn(one.sightings, one.hosts));
    const own = [...questionsAbout(subjects, evidence, wanted), ...questionsAboutPackages(packages, evidence, wanted, servers)];
    // Ancestors last: they take no question from what the tree names itself (T32).
    return own.length > 0 || !followsLineage ? own : ofLineage(known);
  };
  await askAll({ lacking, rounds: ASK_ROUNDS, words: 'asking hubs and registries' }, ports);
}

/** With what the answers so far say about the origin of committed weights. */
export function attributed({ sightings, hosts }: FollowedSide, evidence: Evidence): FollowedSide {
  return { sightings: withOrigins(sightings, hosts, evidence), hosts };
}
