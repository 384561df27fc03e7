/** The App as a process of its own, so that it can be killed. Prints its port, then each job that it begins; WORK=hang never ends one. */
import { readConfig } from '../../app/config.ts';
import { type Job, keyOf, type Outcome } from '../../app/jobs/jobs.ts';
import { createLog } from '../../app/log.ts';
import { runApp } from '../../app/run.ts';
import { evaluator } from './jobs.ts';

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const work = async (job: Job): Promise<Outcome> => {
  say({ began: keyOf(job) });
  if (process.env['WORK'] === 'hang') await new Promise(() => {});
  if (process.env['WORK'] === 'slow') await new Promise((resolve) => setTimeout(resolve, 200));
  say({ ended: keyOf(job) });
  return { kind: 'done' };
};
const log = createLog(
  (line) => process.stderr.write(`${line}\n`),
  () => new Date(),
);
const app = await runApp(readConfig(process.env), { log, openEvaluator: () => evaluator(work) });
process.on('SIGTERM', () => void app.stop().then(() => say({ stopped: true })));
say({ port: app.frontPort, adminPort: app.adminPort });
