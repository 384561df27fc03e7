/**
 * An outage of GitHub or of the database is one line when it begins and one when it is over, however many jobs meet it. What is not logged is counted: the
 * last line says how often it was met, and how many jobs failed for good. One endpoint that fails among others that answer is one outage, too.
 */
import type { Remote } from './down.ts';
import type { Fields, Log } from './log.ts';

export interface Outages {
  /** Lines about a service that is away are folded; others pass. */
  readonly log: Log;
  /** It gave an answer. The outage is over when that is so for a while. */
  readonly answered: (service: Remote) => void;
  readonly isOpen: (service: Remote) => boolean;
}

interface Outage {
  readonly since: number;
  last: number;
  met: number;
  dead: number;
}

/** So long nobody may have met it. GitHub's outages are partial: many calls fail, others do not. */
const QUIET_MS: Readonly<Record<Remote, number>> = { github: 60_000, database: 3000 };

export function foldOutages(log: Log, now: () => Date): Outages {
  const open = new Map<Remote, Outage>();
  const fold =
    (say: (event: string, fields?: Fields) => void) =>
    (event: string, fields: Fields = {}) => {
      const { down } = fields;
      if (down !== 'github' && down !== 'database') return say(event, fields);
      const at = now().getTime();
      const outage = open.get(down) ?? { since: at, last: at, met: 0, dead: 0 };
      outage.last = at;
      outage.met += 1;
      if (event === 'job-dead') outage.dead += 1;
      if (open.has(down)) return;
      open.set(down, outage);
      log.error('outage', { ...fields, first: event });
    };
  return {
    log: { info: log.info, warn: fold(log.warn), error: fold(log.error) },
    isOpen: (service) => open.has(service),
    answered(service) {
      const outage = open.get(service);
      if (outage === undefined || now().getTime() - outage.last < QUIET_MS[service]) return;
      open.delete(service);
      log.info('outage-over', { down: service, seconds: (outage.last - outage.since) / 1000, met: outage.met, dead: outage.dead });
    },
  };
}
