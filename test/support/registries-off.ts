/** What tests give where nobody shall be asked: only a test that has a registry of its own asks one. */
import { REGISTRY_VARIABLES } from '../../src/core/index.ts';

export const REGISTRIES_OFF: Readonly<Record<string, string>> = Object.fromEntries(REGISTRY_VARIABLES.map((name) => [name, 'off']));
