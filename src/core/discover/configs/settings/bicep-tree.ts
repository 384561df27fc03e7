/** Bicep (Azure) as a neutral tree: read as Terraform is, once its own signs are written so. Every character keeps its place. */
import { hclTree } from './hcl-tree.ts';

/** Words of people and lists of what is allowed, which set nothing. */
const DECORATOR = /^[ \t]{0,40}@(?:[\w.]{1,40})\((?:\[[^\]]{0,4000}\]|[^\n]{0,2000})\)?[ \t]*$/gm;
const LONG_TEXT = /'''[^]*?(?:'''|$)/g;
/** `param chatModel string = 'gpt-4o'` gives a value to the second word. */
const DECLARED = /^([ \t]{0,40}(?:param|var|output)[ \t]{1,20})(\w{1,100})([^=\n]{0,200}?)(?==(?!=))/gm;
const TEXT = /'((?:[^'\\\n]|\\.){0,4000})'|"/g;

export function bicepTree(text: string): ReturnType<typeof hclTree> {
  const plain = text
    .replace(LONG_TEXT, blank)
    .replace(DECORATOR, blank)
    .replace(DECLARED, (_all, before: string, name: string, type: string) => `${blank(before)}${name}${blank(type)}`)
    // A quote of the other kind is a sign of a text.
    .replace(TEXT, (all, inner?: string) => (inner === undefined ? ' ' : `"${inner.replaceAll('"', ' ')}"`));
  return hclTree(plain, true);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
