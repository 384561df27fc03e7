/** How long a start takes beside an empty program of Node. */
import { ended, type Measured, measure, middle } from './measure.ts';
import type { Row } from './row.ts';

const RUNS = 15;

export const startRow: Row = {
  name: 'start',
  async run({ cli }, report) {
    const [ours, empty]: [Measured[], Measured[]] = [[], []];
    // In turns, so that whatever else the machine does meets both.
    for (let run = 0; run < RUNS; run++) {
      empty.push(ended(await measure(process.execPath, ['-e', '0'])));
      ours.push(ended(await measure(process.execPath, [cli, '--version'])));
    }
    const [own, least] = [middle(ours), middle(empty)];
    report.ran('node -e 0', least);
    report.ran('weighbridge --version', own, `${(own.seconds / least.seconds).toFixed(2)} times as long`);
    report.came('start', own.seconds / least.seconds);
  },
};
