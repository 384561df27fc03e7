/** The list, in order. A migration that was released is never edited. SQL in modules, so that a bundle carries it. */
import type { Migration } from '../sql.ts';
import { start } from './001-start.ts';
import { askedPackages } from './002-asked-packages.ts';
import { approvals } from './003-approvals.ts';
import { audit } from './004-audit.ts';
import { uses } from './005-uses.ts';
import { commentCommands } from './006-commands.ts';
import { policyMemory } from './007-policy-memory.ts';
import { keptPulls } from './008-kept-pulls.ts';

export const migrations: readonly Migration[] = [start, askedPackages, approvals, audit, uses, commentCommands, policyMemory, keptPulls];
