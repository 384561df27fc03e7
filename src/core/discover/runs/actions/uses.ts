/** What `uses` of a step or a job names, and the image that a job runs in (GitHub Docs, "Workflow syntax": jobs.<id>.uses, steps[*].uses, container). */
import type { At, RunFact } from '../../../model/index.ts';
import { imageFact, imageText } from '../image-fact.ts';
import { readImageName } from '../image-name.ts';

/** `computed`: an expression decides. `own`: it lies in the tree, or is another reader's. */
export type Used = RunFact | 'computed' | 'own';

/** Owner and repository as GitHub allows them, a path in the repository, and what stands behind "@": a branch, a tag or a commit. */
const REMOTE = /^([A-Za-z0-9][\w-]{0,99})\/([\w.-]{1,100})(?:\/[^@\s]{1,400})?(?:@([^\s@]{1,250}))?$/;
/** Of a job: a workflow of another repository. */
const WORKFLOW = /\/\.github\/workflows\/[^/@]{1,200}(?:@|$)/;

/** "owner/repo/path@ref", "docker://image:tag", "./path". A text of no such form starts nothing: GitHub refuses the file. */
export function usedBy(written: string, at: At): Used {
  const text = written.trim();
  if (text.includes('${{')) return 'computed';
  if (text.startsWith('docker://')) return imageUsed(text.slice('docker://'.length), 'uses docker://', at);
  const [, owner, repository = '', ref = null] = /^\.{1,2}(?:\/|$)/.test(text) ? [] : (REMOTE.exec(text) ?? []);
  if (owner === undefined || /^\.{1,2}$/.test(repository)) return 'own';
  return actionFact(
    { type: 'gh', repo: null, namespace: owner, name: repository, version: null },
    ref,
    WORKFLOW.test(text) ? 'uses workflow' : 'uses',
    at,
  );
}

/** `container: node:22`, `services: { db: { image: postgres } }`; images of AI are told by the reader of images. */
export function imageUsed(written: string, api: string, at: At): Used {
  if (written.includes('${{')) return 'computed';
  const text = imageText(written);
  const image = readImageName(text.text);
  if (image === null || imageFact(text, api, at) !== null) return 'own';
  return actionFact(image.ref, image.version, api, at);
}

function actionFact(ref: RunFact['ref'], version: string | null, api: string, { line, column }: At): RunFact {
  return { kind: 'run', component: 'action', ref, version, api, how: 'literal', line, column };
}
