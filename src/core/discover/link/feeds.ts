/** An expression as written → what decides its value, as far as it shows: literals, keys, numbers, environment names. */
import { compareText } from '../../base/order.ts';

/** A quoted text (the closing quote may be cut off), an environment variable, or a number. Expressions are kept to 80 characters. */
const FEED =
  /"((?:[^"\\]|\\[\s\S])*)(?:"|$)|'((?:[^'\\]|\\[\s\S])*)(?:'|$)|\$\{?([A-Za-z_]\w*)|\benvironment variable (\w+)|(?<![\w.])(\d+)(?![\w.])/g;

/** Sorted, each once. Names of variables, attributes and functions are left out: renaming them changes nothing that is loaded (T38). */
export function feedsOf(expression: string): string[] {
  return [...new Set(found(expression))].sort(compareText);
}

function found(expression: string): string[] {
  return Array.from(expression.matchAll(FEED), ([, double, single, shell, variable, number]) => {
    const text = double ?? single;
    if (text !== undefined) return [`text ${text.replace(PUT_IN, '{}')}`, ...(text.match(PUT_IN) ?? []).flatMap(found)];
    return [number !== undefined ? `number ${number}` : `environment ${shell ?? variable ?? ''}`];
  }).flat();
}

/** What an f-string puts in: its names are left out, its keys are not. */
const PUT_IN = /\{[^{}]*\}/g;
