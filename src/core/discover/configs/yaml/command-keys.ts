/** Keys of YAML files under which commands stand: CI systems, Compose, Kubernetes, Helm, hosts of containers. One list for every reader. */

/** A list under these is one command, the first key before the next; a text is a command line. */
export const PROCESS_KEYS = ['entrypoint', 'command', 'args', 'cmd'];

/** A list under these is several scripts. */
export const SCRIPT_KEYS: ReadonlySet<string> = new Set([
  'run',
  'script',
  'before_script',
  'after_script',
  'commands',
  'cmds',
  'bash',
  'shell',
  'inlineScript',
  'preDeployCommand',
  'startCommand',
  'buildCommand',
  'dockerCommand',
]);
