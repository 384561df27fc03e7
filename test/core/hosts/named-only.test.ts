/** Hosts that name and never confirm: whatever the code asks for there, it is named, and said to be no more (T9, T37). */
import { describe, expect, it } from 'vitest';
import { questionsAbout } from '../../../src/core/hosts/index.ts';
import { createEvidence } from '../../../src/core/io/evidence/evidence.ts';
import type { BomComponent } from '../../../src/core/model/index.ts';
import { rungOf } from '../../../src/core/policy/rung.ts';
import { proofOf } from '../../../src/core/report/view/proof.ts';
import { versionPhrase } from '../../../src/core/report/view/versions.ts';
import { resolve } from '../../../src/core/resolve/resolve.ts';
import { verify } from '../../../src/core/verify/verify.ts';
import { licenseOf } from '../../support/build.ts';
import { drafts } from '../policy/rules/support.ts';
import { ALL, commit, load, subjectsOf } from '../resolve/support.ts';

function component(ref: string, requested: string | null): BomComponent {
  const components = resolve([load(ref, requested)], createEvidence());
  const [one] = components;
  if (one === undefined) throw new Error('it was one load');
  const verifications = verify(one, () => []);
  return { ...one, license: licenseOf(), verifications };
}

const words = (phrase: readonly { readonly text: string }[]): string => phrase.map(({ text }) => text).join('');

describe('a model of a host that nobody asks', () => {
  it.each<[string, string | null, string, boolean]>([
    ['modelscope:lab/plain', null, 'floats', true],
    ['modelscope:lab/plain', 'v1.0', 'floats on v1.0', true],
    ['modelscope:lab/plain', commit(1), commit(1).slice(0, 7), false],
    ['modelscope:datasets/lab/data', null, 'floats', true],
    ['catalog:openai-whisper/base', null, 'floats', true],
    ['catalog:torchvision/resnet50', 'IMAGENET1K_V2', 'floats on IMAGENET1K_V2', true],
  ])('%s@%s', (ref, requested, version, floats) => {
    const one = component(ref, requested);
    const name = ref.startsWith('catalog') ? "its library's catalog" : 'ModelScope';
    const said = `named on ${name}; Weighbridge does not ask it`;
    expect([rungOf(one).rung, words(versionPhrase(one)), words(proofOf([one], [one], {}))]).toEqual(['named', version, said]);
    expect(one).toMatchObject({ requested, version: null, hub: null, resolution: { reason: 'named-only', detail: said } });
    expect(one.verifications).toMatchObject([{ topic: 'source', outcome: 'not-applicable', detail: said, by: 'tree' }]);
    expect(drafts('model/floating', { components: [one] }).length > 0).toBe(floats && one.kind === 'model');
  });

  it('asks nobody', () => {
    const subjects = subjectsOf([load('modelscope:lab/plain')]);
    expect(questionsAbout(subjects, createEvidence(), ALL)).toEqual([]);
  });
});
