/**
 * How git is called (T14): a fixed environment, fixed configuration, fixed argument lists, no shell. A repository under test
 * can set hooks, file-system monitors, promisor remotes and protocol helpers; none of them may run.
 */
export const GIT_CONFIG: readonly string[] = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'safe.bareRepository=explicit',
  '-c',
  'protocol.ext.allow=never',
  '-c',
  'core.quotePath=false',
  '-c',
  'gc.auto=0',
  '-c',
  'maintenance.auto=false',
];

/** Where programs, temporary files and the operator's own git configuration (safe.directory, excludes) are. */
const INHERITED = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'SYSTEMROOT', 'USERPROFILE', 'TEMP', 'TMP', 'TMPDIR'];

/** Nothing else is inherited: no GIT_* of the caller reaches git, no token, no proxy. */
export function gitEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = process.env[name];
    if (value !== undefined) inherited[name] = value;
  }
  return {
    ...inherited,
    GIT_NO_LAZY_FETCH: '1',
    // Git before 2.45 does not know GIT_NO_LAZY_FETCH: there a partial clone would fetch. No transport at all stops every version.
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_PROTOCOL_FROM_USER: '0',
    LC_ALL: 'C',
    ...extra,
  };
}
