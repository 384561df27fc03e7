import { defineConfig } from 'vitest/config';

// No isolation: the house has no module state, and one second beats eight.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/one-postgres.ts'],
    exclude: ['test/shared/**', 'test/bench/**', 'node_modules/**'],
    isolate: false,
    // To start git, Linux copies the page tables of who starts it: two processes are half as large as one with two threads.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A loaded machine is no bug: what is waited for comes, or the test fails later.
    expect: { poll: { timeout: 30_000, interval: 25 } },
  },
});
