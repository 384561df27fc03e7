/** Models of a stand-in hub that were made from others, and what a check tells of that. */
import { afterEach } from 'vitest';
import type { Ancestor, BomComponent } from '../../src/core/model/index.ts';
import type { CheckResult } from '../../src/core/pipeline.ts';
import { type FakeHub, type FakeRepo, startHub } from '../hub-fake/index.ts';
import { checking, type CheckingOptions, type Files } from './checking.ts';

/** Forty digits that name no commit of any real repository. */
export const TIP = '1'.padStart(40, '0');

export function model(id: string, card: FakeRepo['card'] = {}, more: Partial<FakeRepo> = {}): FakeRepo {
  return { id, commits: [TIP], card, ...more };
}

/** Code that loads these models, from their default branches. */
export function loading(...ids: readonly string[]): string {
  return ['from transformers import AutoModel', ...ids.map((id) => `AutoModel.from_pretrained("${id}")`), ''].join('\n');
}

export interface Tracing {
  /** `head` over a base that names nothing, or over `base`. */
  check(
    repos: readonly FakeRepo[],
    head: Files,
    base?: Files,
    options?: CheckingOptions & { readonly fault?: string },
  ): Promise<CheckResult>;
  /** "models/acme/ner": whom the hub was asked about at a default branch, sorted. */
  listings(): string[];
}

export function tracing(): Tracing {
  const change = checking();
  let hub: FakeHub | null = null;
  afterEach(async () => {
    await hub?.close();
    hub = null;
  });
  return {
    async check(repos, head, base = { 'README.md': 'x\n' }, { fault, ...options } = {}) {
      hub = await startHub({ repos });
      if (fault !== undefined) hub.fault(fault, 'html');
      return change.check(base, head, { hub: hub.url, ...options });
    },
    listings: () =>
      (hub?.requests ?? []).flatMap(({ path }) => /^\/api\/((?:models|datasets)\/.+)\/revision\/main/.exec(path)?.[1] ?? []).sort(),
  };
}

export function componentIn({ bom }: CheckResult, name = 'acme/ner'): BomComponent {
  const found = bom.components.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no component ${name}`);
  return found;
}

/** "hf:acme/ner finetune card hf:acme/base". */
export function stepsOf(result: CheckResult, name = 'acme/ner'): string[] {
  return (componentIn(result, name).lineage?.ancestors ?? []).map(({ of, relation, by, ref }) => `${of} ${relation} ${by} ${ref}`);
}

export function ancestorIn(result: CheckResult, ref: string): Ancestor {
  const found = componentIn(result).lineage?.ancestors.find((one) => one.ref === ref);
  if (found === undefined) throw new Error(`no ancestor ${ref}`);
  return found;
}
