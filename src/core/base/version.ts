/** The version of this program, as package.json states it (a test compares them): the bundle has no package.json beside it. */
export const version = '0.1.0';
