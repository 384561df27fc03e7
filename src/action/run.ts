/** The work of one step, in order. What people see comes first: a disk that is full must not hide a verdict. */
import { info, setFailed, warning } from '@actions/core';
import { headline, mayMerge } from '../core/index.ts';
import { comment } from './comment.ts';
import { wordsOf } from './error-words.ts';
import type { ActionEvent } from './event.ts';
import type { GitHub } from './github.ts';
import type { ActionInputs } from './inputs.ts';
import { judgeEvent } from './judge.ts';
import { annotate, fileRemarks, type Files, log, render, sayNothingToJudge, setOutputs, summarize, writeFiles } from './publish.ts';
import type { Runner } from './runner.ts';

/** Throws InputError and EffectError when nothing could be judged. */
export async function run(inputs: ActionInputs, event: ActionEvent, runner: Runner, github: GitHub, now: Date): Promise<void> {
  if (event.kind === 'nothing') {
    info(event.why);
    await sayNothingToJudge(event.why);
    return;
  }
  const { verdict, bom, remarks } = await judgeEvent(inputs, event, runner, github, now);
  const refuses = !mayMerge(verdict.conclusion);
  // T4: what could not be looked at is as red as what is refused.
  const fails = !inputs.warnOnly && event.kind !== 'scan';
  log(verdict, bom);
  const left = annotate(verdict, bom);
  const text = render('markdown', verdict, bom, { links: runner.links });
  const quiet = text === '' ? render('markdown', verdict, bom, { links: runner.links, always: true }) : text;
  const said = [...remarks, ...(await commented(inputs, event, github, { failed: refuses, text, quiet }))];
  const unsummarized = await summarize(verdict, bom, runner, said);
  let files: Files | null = null;
  let unwritten: string | null = null;
  try {
    files = await writeFiles(inputs, runner, verdict, bom, text);
  } catch (error) {
    unwritten = `It was judged, and its files could not be written: ${wordsOf(error)}`;
  }
  const unset = setOutputs(verdict, files);
  for (const remark of [...said, ...(files === null ? [] : [fileRemarks(files, runner)])]) info(remark);
  for (const problem of [unsummarized, unset]) if (problem !== null) warning(problem);
  const more = left > 0 ? ` (${left} more places are in the summary of this run)` : '';
  const message = `${headline(verdict, bom)}${more}`;
  if (refuses && fails) setFailed(message);
  else info(message);
  if (unwritten === null) return;
  if (fails) setFailed(unwritten);
  else warning(unwritten);
}

async function commented(
  inputs: ActionInputs,
  event: ActionEvent,
  github: GitHub,
  what: { readonly failed: boolean; readonly text: string; readonly quiet: string },
): Promise<string[]> {
  if (event.kind !== 'pull-request' || inputs.comment === 'never') return [];
  if (event.readOnly !== null) return what.text === '' ? [] : [`No comment: ${event.readOnly}. Annotations and this summary say the same.`];
  const none = await comment(github, { number: event.number, when: inputs.comment, ...what });
  if (none?.refused === true) warning(none.why);
  return none === null ? [] : [none.why];
}
