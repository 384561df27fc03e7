/** Tests say names; the state has objects. An unknown name is an error of the test. */
import { createAccount } from '../make.ts';
import { lookUp } from '../router.ts';
import type { Account, App, Installation, Pull, Repository, State } from '../state.ts';

export function repositoryNamed(state: State, fullName: string): Repository {
  const found = lookUp(state, fullName);
  if (found === undefined) throw new Error(`The stand-in has no repository ${fullName}.`);
  return found;
}

export function pullNumbered(state: State, fullName: string, number: number): Pull {
  const found = repositoryNamed(state, fullName).pulls.get(number);
  if (found === undefined) throw new Error(`${fullName} has no pull request ${number}.`);
  return found;
}

/** People come into being when they are named; "slug[bot]" is an App's. */
export const person = (state: State, login: string): Account => createAccount(state, login, 'User');

export function accountNamed(state: State, login: string): Account {
  const found = state.accounts.get(login.toLowerCase());
  if (found === undefined) throw new Error(`The stand-in has no account ${login}.`);
  return found;
}

export function installationNumbered(state: State, id: number): Installation {
  const found = state.installations.get(id);
  if (found === undefined) throw new Error(`The stand-in has no installation ${id}.`);
  return found;
}

export function appNumbered(state: State, id: number): App {
  const found = state.apps.get(id);
  if (found === undefined) throw new Error(`The stand-in has no App ${id}.`);
  return found;
}
