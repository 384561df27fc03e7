/**
 * Which texts a load from an address means. `all`: every address, and a computed one is an unknown. `known`: every address. `beside`: those
 * whose file may hold weights, since words beside it say model; `named`: those whose file says so itself. Of the last three a computed one
 * counts only where it begins like an address, and its file names weights.
 */
export type MeantAddresses = 'all' | 'known' | 'beside' | 'named';
