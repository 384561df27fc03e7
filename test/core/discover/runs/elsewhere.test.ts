import { describe, expect, it } from 'vitest';
import { elsewhereDetector } from '../../../../src/core/discover/runs/elsewhere.ts';
import { problemsOf } from '../facts.ts';
import { linked } from '../linking.ts';

function told(text: string): string[] {
  return problemsOf(elsewhereDetector, text).map(({ message, line }) => `${message} :${line}`);
}

describe('what is read from elsewhere is said', () => {
  it.each<[string, string, string[]]>([
    [
      'includes of GitLab',
      'include:\n  - remote: https://host.test/a.yml?t=1\n  - project: acme/ci\n    ref: main\n  - component: host.test/acme/deploy@1\n  - local: /b.yml\n  - template: C.gitlab-ci.yml\n',
      [
        'it includes https://host.test/a.yml, which is not read here :2',
        'it includes acme/ci, which is not read here :3',
        'it includes host.test/acme/deploy, which is not read here :5',
      ],
    ],
    ['one include', 'include: https://host.test/a.yml\n', ['it includes https://host.test/a.yml, which is not read here :1']],
    [
      'includes of Compose',
      'include:\n  - oci://host.test/a:1\n  - ./b.yaml\n',
      ['it includes oci://host.test/a, which is not read here :2'],
    ],
    [
      'a service that extends another',
      'services:\n  a:\n    extends:\n      file: https://host.test/a.yaml\n  b:\n    extends: { file: b.yaml }\n',
      ['a service extends https://host.test/a.yaml, which is not read here :4'],
    ],
    [
      'workflows of another repository',
      'jobs:\n  a:\n    uses: acme/ci/.github/workflows/a.yml@v1\n  b:\n    uses: ./.github/workflows/b.yml\n',
      ['a job runs the workflow acme/ci/.github/workflows/a.yml, which is not read here :3'],
    ],
    ['a workflow of its own', 'jobs:\n  a:\n    runs-on: x\n    steps:\n      - run: "true"\n', []],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('another version of a workflow is nothing new, and nobody is warned', async () => {
    const of = async (version: string) =>
      (await linked({ '.github/workflows/a.yml': `jobs:\n  a:\n    uses: acme/ci/.github/workflows/a.yml@${version}\n` })).problems;
    const [one] = await of('v1');
    expect([one?.quiet, one?.subject]).toEqual([true, (await of('v2'))[0]?.subject]);
  });
});
