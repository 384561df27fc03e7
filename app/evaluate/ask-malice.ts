/** Asks the operator's service of advisories what it says today of packages that verdicts rest on (T3). */
import { createEvidence, hubSettings, maliceNow, memoryCache, openPorts } from '../../src/core/index.ts';
import type { AskMalice } from '../jobs/jobs.ts';
import type { Deps } from './deps.ts';

/** Nothing is kept of one question for the next: what was heard an hour ago is what is asked about. */
export function askMaliceAt(osvUrl: string, parsers: Deps['parsers'], now: () => Date): AskMalice {
  return async (packages) => {
    const { ports, close } = openPorts({
      detectors: [],
      cache: memoryCache(),
      evidence: createEvidence(),
      hub: hubSettings({ OSV_URL: osvUrl }, { hubUrl: null }),
      offline: false,
      now: now(),
      parsers,
      progress: () => undefined,
    });
    try {
      return await maliceNow(packages, ports);
    } finally {
      await close();
    }
  };
}
