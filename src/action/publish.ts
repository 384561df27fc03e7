/** Writes what people and later steps see: log, annotations, summary, files, outputs. */
import { relative } from 'node:path';
import { error as errorCommand, info, setOutput, warning } from '@actions/core';
import {
  type Annotation,
  annotationsOf,
  type Bom,
  formats,
  headline,
  type Links,
  markdownText,
  type Verdict,
  writeInside,
} from '../core/index.ts';
import { writeSummary } from './could-not-check.ts';
import type { ActionInputs } from './inputs.ts';
import type { Runner } from './runner.ts';

/** GitHub shows 10 errors and 10 warnings of a step; the failure itself is one of the errors. */
const ERRORS = 9;
const WARNINGS = 10;
/** A character takes up to four bytes, and GitHub drops a summary above 1 MiB as a whole. */
const SUMMARY_CHARACTERS = 250_000;

export interface Files {
  readonly sbom: string;
  readonly sarif: string;
  /** Null when there is nothing to say. */
  readonly comment: string | null;
}

export function render(
  id: string,
  verdict: Verdict,
  bom: Bom,
  options: { readonly links?: Links; readonly limit?: number; readonly color?: boolean; readonly always?: boolean } = {},
): string {
  const format = formats.find((candidate) => candidate.id === id);
  if (format === undefined) throw new Error(`there is no format ${id}`);
  return format.render(verdict, bom, { color: false, specVersion: '1.7', ...options });
}

/** The whole report in the log, for whoever opens the red job first. */
export function log(verdict: Verdict, bom: Bom): void {
  const text = render('terminal', verdict, bom, { color: true });
  info(text === '' ? headline(verdict, bom) : text);
}

/** `text`: the comment. Throws InputError PATH_OUTSIDE, EffectError DISK. */
export async function writeFiles(inputs: ActionInputs, runner: Runner, verdict: Verdict, bom: Bom, text: string): Promise<Files> {
  const put = (path: string | null, name: string, content: string): Promise<string> =>
    path === null ? writeInside(runner.temporary, `weighbridge/${name}`, content) : writeInside(runner.workspace, path, content);
  return {
    sbom: await put(inputs.sbomPath, 'sbom.cdx.json', render('cyclonedx', verdict, bom)),
    sarif: await put(inputs.sarifPath, 'weighbridge.sarif', render('sarif', verdict, bom)),
    comment: text === '' ? null : await put(null, 'comment.md', text),
  };
}

/** Worst first, within the limits. Returns how many did not fit. */
export function annotate(verdict: Verdict, bom: Bom): number {
  const all = annotationsOf(verdict, bom);
  const failures = all.filter((one) => one.level === 'failure').slice(0, ERRORS);
  const warnings = all.filter((one) => one.level === 'warning').slice(0, WARNINGS);
  for (const one of failures) errorCommand(one.message, propertiesOf(one));
  for (const one of warnings) warning(one.message, propertiesOf(one));
  return all.length - failures.length - warnings.length;
}

function propertiesOf({ title, path, line, column }: Annotation): Parameters<typeof errorCommand>[1] & object {
  return path === null ? { title } : { title, file: path, startLine: line, startColumn: column };
}

/** Returns a line when the summary could not be written, else null. */
export async function summarize(verdict: Verdict, bom: Bom, runner: Runner, remarks: readonly string[]): Promise<string | null> {
  const text = render('markdown', verdict, bom, { links: { ...runner.links, more: null }, limit: SUMMARY_CHARACTERS, always: true });
  const lines = remarks.map((remark) => `- ${markdownText(remark, 500)}`);
  if (await writeSummary([text, ...lines].join('\n'))) return null;
  return 'The summary of the job could not be written (GITHUB_STEP_SUMMARY); the log above has the whole report.';
}

/** A push that deleted its branch: there is nothing that could wait. */
export async function sayNothingToJudge(why: string): Promise<void> {
  try {
    setOutput('verdict', 'pass');
    setOutput('findings', 0);
  } catch {
    warning(NO_OUTPUTS);
  }
  await writeSummary(markdownText(why));
}

const NO_OUTPUTS = 'The outputs of the step could not be set (GITHUB_OUTPUT).';

/** No output carries text of the tree (T22): words of ours, numbers, and paths that the workflow chose. Returns a line when none can be set. */
export function setOutputs(verdict: Verdict, files: Files | null): string | null {
  const fresh = verdict.findings.filter(
    ({ status }) => status === 'new' || status === 'worse' || (verdict.base === null && status === 'existing'),
  );
  try {
    setOutput('verdict', verdict.conclusion);
    setOutput('findings', fresh.length);
    if (files === null) return null;
    setOutput('sbom-path', files.sbom);
    setOutput('sarif-path', files.sarif);
    setOutput('comment-path', files.comment ?? '');
    return null;
  } catch {
    return NO_OUTPUTS;
  }
}

export function fileRemarks(files: Files, runner: Runner): string {
  const below = (path: string): string => {
    const way = relative(runner.workspace, path);
    return way.startsWith('..') ? path : way;
  };
  return `AI SBOM: ${below(files.sbom)} · SARIF: ${below(files.sarif)}`;
}
