import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="b3c9bec8cee8a56d";export{e as a,n as b};
