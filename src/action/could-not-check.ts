/**
 * What later steps and people see of a run that judged nothing (T4): the verdict is `wait`, and the summary says why. It is written before
 * anything else is done, too: a run that is killed says it all the same.
 */
import { setFailed, setOutput, summary } from '@actions/core';

/** `text` is Markdown: what others wrote is escaped in it. Never throws: the log has the same words. */
export async function sayUnchecked(text: string): Promise<void> {
  try {
    // Without the file the output would be a command in the log, which nobody reads any more.
    if ((process.env['GITHUB_OUTPUT'] ?? '') !== '') setOutput('verdict', 'wait');
  } catch {
    // A step without outputs has no verdict: whoever asks for "pass" gets none.
  }
  await writeSummary(`### ❔ Could not check\n${text}`);
}

/** In place of what stood there. False: it could not be written. */
export async function writeSummary(text: string): Promise<boolean> {
  try {
    await summary.emptyBuffer().addRaw(text, true).write({ overwrite: true });
    return true;
  } catch {
    return false;
  }
}

export async function failUnchecked(message: string, text: string): Promise<void> {
  await sayUnchecked(text);
  setFailed(`Weighbridge could not check: ${message}`);
}
