import { defineConfig } from 'vitest/config';

// Tests against the official schemas, which are too big for this repository: WEIGHBRIDGE_SHARED names their folder, else "../shared" is taken.
export default defineConfig({
  test: {
    include: ['test/shared/**/*.test.ts'],
    isolate: false,
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 600_000,
  },
});
