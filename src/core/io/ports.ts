/** Wires the effects of one run: parser threads, fact cache, evidence, hub. The doors differ only in what they put in. */
import { availableParallelism } from 'node:os';
import type { Detector } from '../discover/detector.ts';

import type { AdvisorySource, Tree } from '../model/index.ts';
import type { InstalledFiles, Ports } from '../ports/index.ts';
import { ADVISORY_DATABASE, ADVISORY_SERVICE } from '../advisories/questions.ts';
import type { AdvisoryDatabase } from './advisories/open-database.ts';
import { createDigester, type Digester } from './digest/digester.ts';
import type { GrowingEvidence } from './evidence/evidence.ts';
import { gather } from './evidence/gather.ts';
import { createExtract } from './extract/extract.ts';
import type { FactCache } from './extract/fact-cache.ts';
import { createPool, type Pool } from './extract/pool.ts';
import type { OpenMetadataStore } from './metadata-store.ts';
import { openInstalled } from './installed/open.ts';
import { addressesIn, type HubSettings, registryServers } from './net/settings.ts';
import type { TrustRoot } from '../verify/sigstore/trust-root.ts';
import { openCheckout } from './trees/checkout.ts';

/** One file may take this long to parse; a hang is a finding, not a wait (T18). */
const PARSE_DEADLINE_MS = 10_000;
const PARSE_MEMORY_MB = 512;
const PARSE_WORKERS = 2;
/** Each thread compiles anew what it runs, and the engine has helpers of its own: with two cores a second one costs a seventh more, and ends no sooner. */
const WORKERS_OF_ONE_RUN = Math.max(1, Math.min(PARSE_WORKERS, Math.floor(availableParallelism() / 2)));

export interface PortOptions {
  readonly detectors: readonly Detector[];
  readonly cache: FactCache;
  readonly evidence: GrowingEvidence;
  readonly hub: HubSettings;
  /** Nobody is asked: every question is answered with "offline". */
  readonly offline: boolean;
  readonly now: Date;
  /** Questions in one run; without it, what one pull request may ask (T32). */
  readonly budget?: number;
  /** Of sources that have another one: "gh" of GitHub. */
  readonly budgets?: ReadonlyMap<string, number>;
  readonly progress: (message: string) => void;
  /** Without it nobody keeps a log. */
  readonly log?: (message: string) => void;
  readonly trustRoot?: TrustRoot;
  /** The folder and the commit that is checked out in it, for bytes that a commit only names. Without it nobody looks there. */
  readonly checkout?: { readonly directory: string; readonly commit: () => Promise<Tree> };
  /** Where installers left packages: beside a tree, and in the cache of npm. Without it nobody looks there. */
  readonly installed?: { readonly directory: string; readonly commit: (() => Promise<Tree>) | null; readonly npmCache: string | null };
  /** What earlier runs heard of packages; it is closed with the ports. Without it nothing is kept. */
  readonly metadata?: OpenMetadataStore;
  /** A downloaded database of advisories; it is closed with the ports. Without it their service is asked, where `hub` has its address. */
  readonly database?: AdvisoryDatabase;
  /** Parser threads of a process that runs for long; without them, these ports have their own. */
  readonly parsers?: Pool;
}

/** Threads that parse hostile bytes. Whoever opens them closes them. They keep nothing between two files. */
export function openParsers(workers: number = PARSE_WORKERS): Pool {
  return createPool({ workers, deadline: PARSE_DEADLINE_MS, memory: PARSE_MEMORY_MB });
}

/** Whoever opens them closes them: threads belong to them. */
export function openPorts(options: PortOptions): { readonly ports: Ports; readonly close: () => Promise<void> } {
  const { detectors, cache, evidence, hub, offline, now, progress, budget, budgets, parsers, database, installed, metadata } = options;
  const advisories = sourceOf(options);
  const pool = parsers ?? openParsers(WORKERS_OF_ONE_RUN);
  const digester = createDigester();
  const beside = options.checkout;
  const tokens = new Map<string, string>();
  const extract = createExtract({ detectors, pool, cache, onFile: (done, total) => progress(`reading files ${done}/${total}`) });
  return {
    ports: {
      extract,
      evidence,
      servers: registryServers(hub),
      now,
      progress,
      log: options.log ?? (() => undefined),
      ...(options.trustRoot === undefined ? {} : { trustRoot: options.trustRoot }),
      ...(advisories === null ? {} : { advisories }),
      ...(beside === undefined ? {} : { checkout: async () => openCheckout(beside.directory, await beside.commit(), digester) }),
      ...(installed === undefined ? {} : { installed: once(() => openPlace(installed, digester)) }),
      ...(metadata === undefined ? {} : { metadata }),
      gather: (questions) =>
        gather(questions, evidence, {
          addresses: addressesIn(hub),
          offline,
          tokens,
          now: () => now,
          ...(budget === undefined ? {} : { budget }),
          ...(budgets === undefined ? {} : { budgets }),
          ...(database === undefined ? {} : { database }),
        }),
    },
    async close() {
      await cache.save();
      if (parsers === undefined) await pool.close();
      await digester.close();
      await database?.close();
      metadata?.close();
    },
  };
}

async function openPlace(
  { directory, commit, npmCache }: NonNullable<PortOptions['installed']>,
  digester: Digester,
): Promise<InstalledFiles> {
  return openInstalled({ directory, commit: commit === null ? null : await commit(), npmCache }, digester);
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null;
  return () => (opened ??= open());
}

/** Answers that are replayed say themselves who was asked, so that the same evidence gives the same verdict. */
function sourceOf({ database, hub, evidence }: PortOptions): AdvisorySource['kind'] | null {
  const recorded = (host: string): boolean => [...evidence.answers.keys()].some((key) => key.startsWith(`${host}/`));
  if (database !== undefined || recorded(ADVISORY_DATABASE)) return 'database';
  return addressesIn(hub).has(ADVISORY_SERVICE) || recorded(ADVISORY_SERVICE) ? 'service' : null;
}
