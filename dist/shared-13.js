import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="8e740e8a6a1827f5";export{e as a,n as b};
