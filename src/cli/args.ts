/** Arguments → one typed value. A mistake is an InputError that names the option and the help to read. */
import { parseArgs } from 'node:util';
import { InputError } from '../core/index.ts';

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** May stand several times; read with `texts`. */
  readonly multiple?: boolean;
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
  /** Of a `multiple` option, in the order given. */
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  /** true, false for `--no-name`, undefined when not given. */
  toggle(name: string): boolean | undefined;
}

export function readArguments(command: string, options: Options, args: readonly string[]): Arguments {
  const hint = `See "weighbridge ${command} --help".`.replace('  ', ' ');
  let parsed: { values: Record<string, string | boolean | (string | boolean)[] | undefined>; positionals: string[] };
  try {
    const table = Object.fromEntries(
      Object.entries(options).map(([name, option]) => [
        name,
        {
          type: option.type,
          ...(option.short === undefined ? {} : { short: option.short }),
          ...(option.multiple === true ? { multiple: true } : {}),
        },
      ]),
    );
    parsed = parseArgs({
      args: withHyphens(args, options),
      options: table,
      allowPositionals: true,
      allowNegative: true,
      strict: true,
    }) as typeof parsed;
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
    texts: (name) => {
      const value = parsed.values[name];
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
    },
    text: (name) => (typeof parsed.values[name] === 'string' ? parsed.values[name] : undefined),
    flag: (name) => parsed.values[name] === true,
    toggle: (name) => (typeof parsed.values[name] === 'boolean' ? parsed.values[name] : undefined),
  };
}

/** `--public_key` for `--public-key`, as released reference programs spell their flags; only where there is such an option. */
function withHyphens(args: readonly string[], options: Options): string[] {
  return args.map((arg) => {
    const name = /^--(?:no-)?([a-z]+(?:_[a-z]+)+)(?==|$)/.exec(arg)?.[1];
    return name !== undefined && Object.hasOwn(options, name.replaceAll('_', '-')) ? arg.replace(name, name.replaceAll('_', '-')) : arg;
  });
}
