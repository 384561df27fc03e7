import { defineConfig } from 'vitest/config';

// No isolation: the house has no module state, and one second beats eight.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/shared/**', 'test/bench/**', 'node_modules/**'],
    isolate: false,
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
