/** The work of one step, in order. */
import { info, setFailed, warning } from '@actions/core';
import { headline } from '../core/index.ts';
import { comment } from './comment.ts';
import type { ActionEvent } from './event.ts';
import type { GitHub } from './github.ts';
import type { ActionInputs } from './inputs.ts';
import { judge } from './judge.ts';
import { annotate, fileRemarks, log, setOutputs, summarize, writeFiles } from './publish.ts';
import type { Runner } from './runner.ts';

/** Throws InputError and EffectError when nothing could be judged. */
export async function run(inputs: ActionInputs, event: ActionEvent, runner: Runner, github: GitHub, now: Date): Promise<void> {
  if (event.kind === 'nothing') {
    info(event.why);
    return;
  }
  const judged = await judge(inputs, event, runner, github, now);
  const { verdict, bom } = judged;
  const failed = verdict.conclusion === 'block' || verdict.conclusion === 'wait';
  log(verdict, bom);
  const files = await writeFiles(inputs, runner, verdict, bom);
  setOutputs(verdict, files);
  const left = annotate(verdict, bom);
  const remarks = [...judged.remarks, ...(await commented(inputs, event, github, failed, files.text)), fileRemarks(files, runner)];
  const unsummarized = await summarize(verdict, bom, runner, remarks);
  for (const remark of remarks) info(remark);
  if (unsummarized !== null) warning(unsummarized);
  const more = left > 0 ? ` (${left} more places are in the summary of this run)` : '';
  const message = `${headline(verdict, bom)}${more}`;
  // T4: what could not be looked at is as red as what is refused.
  if (failed && !inputs.warnOnly && event.kind !== 'scan') setFailed(message);
  else info(message);
}

async function commented(inputs: ActionInputs, event: ActionEvent, github: GitHub, failed: boolean, text: string): Promise<string[]> {
  if (event.kind !== 'pull-request' || inputs.comment === 'never') return [];
  if (event.readOnly !== null) return text === '' ? [] : [`No comment: ${event.readOnly}. Annotations and this summary say the same.`];
  const remark = await comment(github, { number: event.number, when: inputs.comment, failed, text });
  if (remark?.includes('refused') === true) warning(remark);
  return remark === null ? [] : [remark];
}
