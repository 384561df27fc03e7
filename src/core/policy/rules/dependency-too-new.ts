/** dependency/too-new: a version that nobody has had the time to look at. */
import { z } from 'zod';
import type { Rule } from '../rule.ts';
import { registryFacts, shippedDrafts } from './support/registry.ts';

const AGE = /^(\d{1,3})(h|d)$/;

const options = z.object({
  'minimum-release-age': z
    .string()
    .regex(AGE, 'is no age: write hours or days, like 36h or 3d')
    .default('1d')
    .describe('How long ago a version must have been published: hours or days, "36h", "3d".'),
});
export type TooNewOptions = z.output<typeof options>;

export const dependencyTooNew: Rule<TooNewOptions> = {
  id: 'dependency/too-new',
  about: {
    title: 'A version was published only just now',
    motivation: 'Most malicious versions are found and removed within a day. Whoever waits that long never installs them.',
    decides:
      'A version that the change adds, and that its registry says was published less than `minimum-release-age` before this check; a day, where the policy says nothing. The same check may pass tomorrow. Of what only developers and tests install nothing is said.',
    remedy:
      'Wait, and run the check again; or take the version before. To wait longer or shorter:\nrules:\n  dependency/too-new: { level: warn, minimum-release-age: 3d }',
    serves: 'CRA Article 13(5) (due diligence on third-party components)',
  },
  options,
  level: 'warn',
  everywhere: false,
  perRevision: true,
  topics: ['registry'],
  tighten: (above, below) => (hoursOf(below) > hoursOf(above) ? below : above),
  libraries: 'none',
  judge: ({ bom, now }, asked) => {
    const hours = hoursOf(asked);
    return shippedDrafts('dependency/too-new', bom, (component) => {
      const published = registryFacts(component)?.published ?? null;
      if (published === null) return null;
      const age = (now.getTime() - Date.parse(published)) / 3_600_000;
      if (age >= hours) return null;
      return {
        gap: 'too-new',
        reason: `published on ${published.slice(0, 10)}, less than ${asked['minimum-release-age']} ago: malicious versions are mostly found within days`,
        title: 'Wait until the new versions are older',
        cause: 'too-new',
      };
    });
  },
};

function hoursOf({ 'minimum-release-age': text }: TooNewOptions): number {
  const [, count = '0', unit] = AGE.exec(text) ?? [];
  return Number(count) * (unit === 'd' ? 24 : 1);
}
