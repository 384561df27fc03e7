/** The version of this program, as package.json states it (a test compares them): the bundle has no package.json beside it. */
export const version = '0.1.0';

declare const WEIGHBRIDGE_BUILD: string | undefined;

/** Tells builds of one version apart: a digest of the sources, which the bundle brings. What one build worked out, another does not take over (T17). */
export const build: string = typeof WEIGHBRIDGE_BUILD === 'string' ? WEIGHBRIDGE_BUILD : 'sources';
