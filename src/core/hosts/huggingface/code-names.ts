/** Classes that a configuration names (transformers, "Building custom models": `auto_map`): "module.Class", or "org/other--module.Class". */

/** The code of another repository: what stands in front of "--" names it. */
const CLASS = /^(?:[\w.-]{1,96}(?:\/[\w.-]{1,96})?--)?[\w./-]{1,200}$/;
const FOREIGN = /^[\w.-]{1,96}(?:\/[\w.-]{1,96})?--[\w./-]{1,200}$/;
const MAX_DEPTH = 100;
/** Classes that are kept; those of other repositories come first, because each of them counts (T36). */
const MAX_NAMES = 1_000;

export interface CodeNames {
  /** Sorted. */
  readonly names: readonly string[];
  /** False: an `auto_map` holds something that is no class, or the nesting goes too deep. */
  readonly readable: boolean;
}

/**
 * Of any JSON configuration: the values of every `auto_map` in it, and every text elsewhere that is written like a class of another
 * repository, because libraries of their own (sentence-transformers' modules) name code under other keys. Linear.
 */
export function codeNames(config: unknown): CodeNames {
  const own = new Set<string>();
  const foreign = new Set<string>();
  let readable = true;
  const open: { readonly value: unknown; readonly mapped: boolean; readonly depth: number }[] = [
    { value: config, mapped: false, depth: 0 },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, mapped, depth } = next;
    if (typeof value === 'string') {
      if (FOREIGN.test(value)) foreign.add(value);
      else if (mapped && CLASS.test(value)) own.add(value);
      else if (mapped) readable = false;
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= MAX_DEPTH) readable = false;
      else
        for (const [key, inner] of Object.entries(value))
          open.push({ value: inner, mapped: mapped || key === 'auto_map', depth: depth + 1 });
    } else if (mapped && value !== null) readable = false;
  }
  return { names: [...[...foreign].sort(), ...[...own].sort()].slice(0, MAX_NAMES).sort(), readable };
}
