/** Packages, records and answers for the tests of advisories. */
import { createHash } from 'node:crypto';
import type { AdvisoryPackage } from '../../../src/core/advisories/packages.ts';
import type { AnswerState, Evidence, Question } from '../../../src/core/model/index.ts';
import { AS_OF } from '../../support/build.ts';

export function pack(name: string, version = '1.0.0', type: 'npm' | 'pypi' = 'npm'): AdvisoryPackage {
  return { type, ecosystem: type === 'npm' ? 'npm' : 'PyPI', name, version };
}

/** A record as the OSV project writes them. */
export function recordOf(
  id: string,
  name: string,
  more: Readonly<Record<string, unknown>> = {},
  ecosystem = 'npm',
): Record<string, unknown> {
  return {
    schema_version: '1.7.3',
    id,
    modified: '2026-01-02T03:04:05Z',
    published: '2025-01-02T03:04:05Z',
    summary: `About ${name}`,
    details: 'long text',
    affected: [
      {
        package: { ecosystem, name, purl: `pkg:npm/${name}` },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }],
      },
    ],
    references: [],
    ...more,
  };
}

/** Answers as a function of the question; null: there is none yet. */
export function evidenceOf(answer: (question: Question) => unknown): Evidence & { ask(questions: readonly Question[]): void } {
  const answers = new Map<string, NonNullable<ReturnType<Evidence['answer']>>>();
  const bodies = new Map<string, Uint8Array>();
  return {
    answers,
    answer: (key) => answers.get(key),
    body: (digest) => bodies.get(digest),
    ask(questions) {
      for (const question of questions) {
        const said = answer(question);
        const state = said instanceof Failed ? said.state : 'ok';
        const body = state === 'ok' ? Buffer.from(typeof said === 'string' ? said : JSON.stringify(said)) : null;
        const digest = body === null ? null : `sha256:${createHash('sha256').update(body).digest('hex')}`;
        if (body !== null && digest !== null) bodies.set(digest, body);
        answers.set(question.key, {
          key: question.key,
          state,
          status: null,
          digest,
          location: null,
          detail: state,
          from: 'hub',
          asOf: AS_OF,
        });
      }
    },
  };
}

export class Failed {
  readonly state: AnswerState;
  constructor(state: AnswerState) {
    this.state = state;
  }
}

/** The packages of a batch question, as "name@version" with the page, in their order. */
export function askedIn({ body = '{}' }: Question): { readonly name: string; readonly version: string; readonly page: string | null }[] {
  const { queries = [] } = JSON.parse(body) as { queries?: { package: { name: string }; version: string; page_token?: string }[] };
  return queries.map((one) => ({ name: one.package.name, version: one.version, page: one.page_token ?? null }));
}
