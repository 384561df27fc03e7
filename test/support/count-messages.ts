/** How much this process asks its database: of the embedded one each message of the protocol, of PostgreSQL each statement. */
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';

/** Returns how many there were since. */
export function countMessages(): () => number {
  let count = 0;
  const counting = <Owner extends object>(owner: Owner, name: keyof Owner & string): void => {
    const work = owner[name] as (...values: unknown[]) => unknown;
    Object.assign(owner, {
      [name](this: unknown, ...values: unknown[]) {
        count += 1;
        return Reflect.apply(work, this, values);
      },
    });
  };
  counting(PGlite.prototype, 'execProtocolRawSync');
  counting(pg.Client.prototype, 'query');
  return () => count;
}
