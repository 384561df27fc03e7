import { devNull } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** It need not exist. */
const home = fileURLToPath(new URL('out/test/home', import.meta.url));

// No isolation: the house has no module state, and one second beats eight.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/whole-run.ts'],
    setupFiles: ['test/support/loopback-only.ts'],
    exclude: ['test/shared/**', 'test/corpus/**', 'node_modules/**'],
    // Nobody's git configuration takes part, nor files of a home.
    env: { HOME: home, XDG_CONFIG_HOME: home, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' },
    isolate: false,
    // To start git, Linux copies the page tables of who starts it: three processes are a third as large as one with three threads.
    // Of two cores one is often waited for: by git, a database, a server.
    pool: 'forks',
    maxWorkers: 3,
    // A loaded machine is no bug: what is waited for comes, or the test fails later. These only end what hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 60_000,
    expect: { poll: { timeout: 300_000, interval: 25 } },
  },
});
