import { expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { version } from '../../../src/core/base/version.ts';

it('equals the version of the package', () => {
  expect(version).toBe(manifest.version);
});
