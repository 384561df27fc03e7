/**
 * The App as a process of its own, so that it can be killed. Prints its port, then each job that it begins, and ends, and between which moments it
 * worked (nanoseconds of the clock that all processes share). WORK=hold: jobs wait until it is told "go", and again after "hold". Told "count", it
 * says how much it has asked its database.
 */
import { readConfig } from '../../app/config.ts';
import { type Job, keyOf, type JobOutcome } from '../../app/jobs/jobs.ts';
import { createLog } from '../../app/log.ts';
import { runApp } from '../../app/run.ts';
import { countMessages } from './count-messages.ts';
import { evaluator, gate } from './jobs.ts';

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
let held = gate();
if (process.env['WORK'] !== 'hold') held.open();
const messages = countMessages();
process.on('message', (word) => {
  if (word === 'count') say({ messages: messages() });
  else if (word === 'go') held.open();
  else held = gate();
});
// It is no reason to stay.
process.channel?.unref();
const work = async (job: Job): Promise<JobOutcome> => {
  const from = process.hrtime.bigint();
  say({ began: keyOf(job) });
  await held.opened;
  say({ ended: keyOf(job) });
  say({ worked: keyOf(job), from: String(from), to: String(process.hrtime.bigint()) });
  return { kind: 'done' };
};
const log = createLog(
  (line) => process.stderr.write(`${line}\n`),
  () => new Date(),
);
const app = await runApp(readConfig(process.env), { log, openEvaluator: () => evaluator(work) });
process.on('SIGTERM', () => {
  say({ stopping: true });
  void app.stop().then(() => say({ stopped: true }));
});
say({ port: app.frontPort, adminPort: app.adminPort });
