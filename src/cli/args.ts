/** Arguments → one typed value. A mistake is an InputError that names the option and the help to read. */
import { parseArgs } from 'node:util';
import { InputError } from '../core/errors.ts';

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** Shown in help; "REF" in `--base REF`. */
  readonly value?: string;
  readonly help: string;
  /** Closed set of values. */
  readonly choices?: readonly string[];
}

export type Options = Readonly<Record<string, Option>>;

export interface Arguments {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** true, false for `--no-name`, undefined when not given. */
  toggle(name: string): boolean | undefined;
}

export function readArguments(command: string, options: Options, args: readonly string[]): Arguments {
  const hint = `See "weighbridge ${command} --help".`.replace('  ', ' ');
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    const table = Object.fromEntries(
      Object.entries(options).map(([name, option]) => [
        name,
        { type: option.type, ...(option.short === undefined ? {} : { short: option.short }) },
      ]),
    );
    parsed = parseArgs({ args: [...args], options: table, allowPositionals: true, allowNegative: true, strict: true }) as typeof parsed;
  } catch (error) {
    throw new InputError('USAGE', error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : 'Unreadable arguments', hint);
  }
  for (const [name, value] of Object.entries(parsed.values)) {
    const choices = options[name]?.choices;
    if (choices !== undefined && typeof value === 'string' && !choices.includes(value)) {
      throw new InputError('USAGE', `--${name} is one of ${choices.join(', ')}; it was "${value}"`, hint);
    }
  }
  return {
    positionals: parsed.positionals,
    text: (name) => (typeof parsed.values[name] === 'string' ? parsed.values[name] : undefined),
    flag: (name) => parsed.values[name] === true,
    toggle: (name) => (typeof parsed.values[name] === 'boolean' ? parsed.values[name] : undefined),
  };
}
