/** The list of verbs, in the order of the help. */
import type { Command } from '../command.ts';
import { checkCommand } from './check.ts';
import { declareCommand } from './declare.ts';
import { evidenceCommand } from './evidence.ts';
import { explainCommand } from './explain.ts';
import { initCommand } from './init.ts';
import { licenseCommand } from './license/index.ts';
import { lockCommand } from './lock.ts';
import { noticeCommand } from './notice.ts';
import { pinCommand } from './pin.ts';
import { policyCommand } from './policy.ts';
import { pullCommand } from './pull.ts';
import { rulesetCommand } from './ruleset.ts';
import { scanCommand } from './scan.ts';
import { signCommand } from './sign.ts';
import { verifyCommand } from './verify/index.ts';
import { whyCommand } from './why.ts';

export { summary } from './summary.ts';
export const commands: readonly Command[] = [
  checkCommand,
  scanCommand,
  pinCommand,
  lockCommand,
  declareCommand,
  pullCommand,
  verifyCommand,
  signCommand,
  licenseCommand,
  noticeCommand,
  whyCommand,
  explainCommand,
  policyCommand,
  initCommand,
  rulesetCommand,
  evidenceCommand,
];
