import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="35e7bc2e8e72e61d";export{e as a,n as b};
