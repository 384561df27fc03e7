import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="2a0ca7139f803d8d";export{e as a,n as b};
