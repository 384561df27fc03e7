/** Releases of hosted models, as their providers write them into the name. */
import type { Ref } from './index.ts';

/**
 * "2024-08-06", "20250514", "2411", "0613", "251201", "08-2024", "preview-05-20", "002", at the end of a name; a number of Bedrock or
 * "-preview" may stand behind it.
 */
const DATED =
  /[-@.](20\d{2}-\d{2}-\d{2}|20\d{6}|(?:0[1-9]|1[0-2])-20\d{2}|(?<=(?:preview|exp)-)(?:0[1-9]|1[0-2])-[0-3]\d|2\d(?:0[1-9]|1[0-2])[0-3]\d|2\d(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])[0-3]\d|0\d{2})(?:-preview)?(-v\d{1,2}(?::\d{1,2})?)?$/;
/** "v1:0": of Bedrock, which never moves it. */
const NUMBERED = /-(v\d{1,2}:\d{1,2})(?::\w{1,8})?$/;

/** The release that the name of a hosted model says; null: it names none, so that its provider may put another one behind it. */
export function releaseOf(name: string): string | null {
  const end = name.slice(-60);
  const dated = DATED.exec(end);
  if (dated !== null) return `${dated[1] ?? ''}${dated[2] ?? ''}`;
  return NUMBERED.exec(end)?.[1] ?? null;
}

/** The release of a hosted model. A server that is no provider of its own may put anything behind a name: its namespace is an address. */
export function releaseOfService({ namespace, name, version }: Ref): string | null {
  if (namespace === null || !/^[a-z][a-z0-9-]{0,40}$/.test(namespace)) return null;
  return version === null ? releaseOf(name) : releaseOf(`${name}@${version}`);
}
