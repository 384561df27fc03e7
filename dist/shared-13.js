import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="1384c92ab1c8b98d";export{e as a,n as b};
