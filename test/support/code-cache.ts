/** For the environment of programs that tests start: their code is compiled, and their types are stripped, once and not at each start. */
import { fileURLToPath } from 'node:url';

export const CODE_CACHE = { NODE_COMPILE_CACHE: fileURLToPath(new URL('../../out/test/code', import.meta.url)) } as const;
