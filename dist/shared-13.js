import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
var e="0.1.0",n="2e71d8b8fe0535c9";export{e as a,n as b};
